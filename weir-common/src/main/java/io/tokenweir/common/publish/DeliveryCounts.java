package io.tokenweir.common.publish;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was handed over and what became of it, tells the listener, and lets a caller wait for the rest. */
final class DeliveryCounts {
    private final DeliveryListener listener;
    private final LongAdder blockedNanos = new LongAdder();
    private long handedOver;
    private long acknowledged;
    private long failed;

    DeliveryCounts(DeliveryListener listener) {
        this.listener = listener;
    }

    synchronized void handedOver() {
        handedOver++;
    }

    void delivered(OutboundEvent event, Exception failure) {
        if (failure == null) {
            listener.acknowledged(event);
        } else {
            listener.failed(event, failure);
        }
        synchronized (this) {
            if (failure == null) {
                acknowledged++;
            } else {
                failed++;
            }
            notifyAll();
        }
    }

    synchronized boolean awaitAll(Duration atMost) throws InterruptedException {
        long target = handedOver;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (acknowledged + failed < target) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    LongAdder blockedNanos() {
        return blockedNanos;
    }

    synchronized PublisherStats stats() {
        return new PublisherStats(acknowledged, failed, handedOver - acknowledged - failed, blockedNanos.sum(), 0, 0);
    }
}
