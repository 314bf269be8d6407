package io.tokenweir.load.events;

import io.tokenweir.events.HealthEvent;
import io.tokenweir.events.MeterHealth;

/** Takes the events of a run in the order in which they are to be numbered. Called by one thread. */
public interface EventSink {
    void request(RequestEventBuffer event);

    /** Whether request events are worth making. */
    default boolean takesRequests() {
        return true;
    }

    void chunk(TokenChunkBuffer chunk);

    void health(HealthEvent event);

    /** Ticks of a segment on every partition of both event topics. */
    void tick(int segment, long boundaryMicros, PartitionCounts counts, MeterHealth health);

    /** The last record of a segment on every partition. */
    void end(int segment, long boundaryMicros, boolean cutShort);
}
