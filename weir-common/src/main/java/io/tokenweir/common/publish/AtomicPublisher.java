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

    @Override
    void close();

    /** Somebody else has taken over this transactional id: stop, and touch nothing more. */
    final class FencedException extends RuntimeException {
        public FencedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
