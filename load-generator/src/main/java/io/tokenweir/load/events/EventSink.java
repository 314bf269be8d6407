package io.tokenweir.load.events;

import io.tokenweir.events.HealthEvent;
import io.tokenweir.events.MeterHealth;

/** Takes the events of a run in the order in which they are to be numbered. Called by one thread. */
public interface EventSink {
    void request(PendingRequestEvent event);

    /** Whether request events are worth making. */
    default boolean takesRequests() {
        return true;
    }

    void chunk(TokenChunkBuffer chunk);

    void health(HealthEvent event);

    /** Ticks on every partition of both event topics. */
    void tick(long boundaryMicros, PartitionCounts counts, MeterHealth health);

    /** The last record on every partition. */
    void end(long boundaryMicros, boolean cutShort);
}
