package io.tokenweir.load;

import java.time.Duration;

import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.publish.PublisherStats;

/** Takes events that are encoded and numbered like all others, and forgets them. */
final class DiscardingPublisher implements EventPublisher {
    @Override
    public void publish(OutboundEvent event) {
        event.release();
    }

    @Override
    public boolean flush(Duration atMost) {
        return true;
    }

    @Override
    public PublisherStats stats() {
        return PublisherStats.NOTHING;
    }

    @Override
    public void close() {}
}
