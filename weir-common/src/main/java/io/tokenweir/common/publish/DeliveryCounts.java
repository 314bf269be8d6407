package io.tokenweir.common.publish;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what was handed over and what became of it, tells the listener, and lets a caller wait for the rest. Thread-safe;
 * a lock is taken only while somebody waits.
 */
final class DeliveryCounts {
    private final DeliveryListener listener;
    private final AtomicLong blockedNanos = new AtomicLong();
    private final AtomicLong handedOver = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong awaiting = new AtomicLong();

    DeliveryCounts(DeliveryListener listener) {
        this.listener = listener;
    }

    void handedOver() {
        handedOver.incrementAndGet();
    }

    /** The publisher's thread waited so long for the producer. */
    void blocked(long nanos) {
        blockedNanos.addAndGet(nanos);
    }

    void delivered(OutboundEvent event, Exception failure) {
        if (failure == null) {
            listener.acknowledged(event);
            acknowledged.incrementAndGet();
        } else {
            listener.failed(event, failure);
            failed.incrementAndGet();
        }
        event.release();
        if (awaiting.get() > 0) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    boolean awaitAll(Duration atMost) throws InterruptedException {
        long target = handedOver.get();
        long deadline = System.nanoTime() + atMost.toNanos();
        // Announced before the counts are read: whoever counts later sees it, and wakes us.
        awaiting.incrementAndGet();
        try {
            synchronized (this) {
                while (ended() < target) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    wait(Math.max(1, left / 1_000_000));
                }
            }
            return true;
        } finally {
            awaiting.decrementAndGet();
        }
    }

    PublisherStats stats() {
        long delivered = acknowledged.get();
        long refused = failed.get();
        // Read last: nothing is counted as delivered that was not handed over.
        long waiting = handedOver.get() - delivered - refused;
        return new PublisherStats(delivered, refused, waiting, blockedNanos.get(), 0, 0);
    }

    private long ended() {
        return acknowledged.get() + failed.get();
    }
}
