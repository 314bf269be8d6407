package io.tokenweir.common.publish;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A publisher whose broker takes nothing until the test says so. */
final class StalledCarrier implements EventPublisher {
    final List<OutboundEvent> taken = new ArrayList<>();
    private final Queue<OutboundEvent> waiting = new ArrayDeque<>();
    private final DeliveryListener listener;
    private boolean stalled = true;

    StalledCarrier(DeliveryListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void publish(OutboundEvent event) {
        waiting.add(event);
        if (!stalled) {
            takeAll();
        }
    }

    /** The broker is back, and stays. */
    synchronized void recover() {
        stalled = false;
        takeAll();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private void takeAll() {
        while (!waiting.isEmpty()) {
            OutboundEvent event = waiting.poll();
            taken.add(event);
            listener.acknowledged(event);
        }
    }

    @Override
    public synchronized boolean flush(Duration atMost) {
        return waiting.isEmpty();
    }

    @Override
    public synchronized PublisherStats stats() {
        return new PublisherStats(taken.size(), 0, waiting.size(), 0, 0, 0);
    }

    @Override
    public void close() {}
}
