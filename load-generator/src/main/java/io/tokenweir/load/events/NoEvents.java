package io.tokenweir.load.events;

import io.tokenweir.events.HealthEvent;
import io.tokenweir.events.MeterHealth;

/** For runs without Kafka: request events are not even made, all else is dropped. */
public final class NoEvents implements EventSink {
    @Override
    public void request(RequestEventBuffer event) {
        event.recycle();
    }

    @Override
    public boolean takesRequests() {
        return false;
    }

    @Override
    public void chunk(TokenChunkBuffer chunk) {
        chunk.recycle();
    }

    @Override
    public void health(HealthEvent event) {}

    @Override
    public void tick(int segment, long boundaryMicros, PartitionCounts counts, MeterHealth health) {}

    @Override
    public void end(int segment, long boundaryMicros, boolean cutShort) {}
}
