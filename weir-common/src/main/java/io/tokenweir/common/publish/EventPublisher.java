package io.tokenweir.common.publish;

import java.time.Duration;

/**
 * Carries encoded events to Kafka without ever slowing the caller.
 *
 * <p>Threading: {@link #publish} may be called from any thread and never blocks; events that one thread hands over for one
 * partition arrive in that order. What the broker has not taken yet waits in memory and is counted in {@link #stats}.
 * An event belongs to the publisher from then on, which releases it when the listener has been told.
 * Owns its producer; {@link #close} sends what is waiting, for at most the time given at construction.
 */
public interface EventPublisher extends AutoCloseable {
    void publish(OutboundEvent event);

    /** Waits until everything handed over so far is acknowledged or failed; false when the time was not enough. */
    boolean flush(Duration atMost) throws InterruptedException;

    /** Somebody waits for what was handed over so far: it should not linger for company. May be called from any thread. */
    default void hurry() {}

    PublisherStats stats();

    @Override
    void close();
}
