package io.tokenweir.common.publish;

import java.util.List;

/**
 * Publishes several events in one transaction: all or none of them reach read_committed readers.
 *
 * <p>Threading: calls are serialised inside. A publisher with the same transactional id started elsewhere fences this one;
 * every later call then throws {@link FencedException}.
 */
public interface AtomicPublisher extends AutoCloseable {
    /** Blocks until the transaction is committed. */
    void publishAtomically(List<OutboundEvent> events);

    /**
     * Takes over: whoever published with this id before is fenced. Returns a number that is greater than that of every
     * predecessor, so that what is made outside can carry it and tell who made it. Blocks.
     *
     * @param wallMillis the number grows with the time of day too, so it goes on growing where the broker has forgotten it
     */
    long claim(long wallMillis);

    /** Blocks until the broker has said that nobody has taken over; {@link FencedException} when somebody has. */
    void confirm();

    @Override
    void close();

    /** Somebody else has taken over this transactional id: stop, and touch nothing more. */
    final class FencedException extends RuntimeException {
        public FencedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
