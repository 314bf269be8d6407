package io.tokenweir.load.react;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.common.scenario.ReactionSpec.Order;

/**
 * A bounded queue of what waits for room, with a deadline and an order: who waits longest first, who came last first, or the
 * keys in turns, each with its longest waiting. Not thread-safe.
 *
 * @param <T> what waits
 */
public final class WaitQueue<T> {
    private static final String ONE_LANE = "";

    /** One that waits; identity counts. */
    public static final class Ticket<T> {
        private final T what;
        private final String lane;
        private final long sinceNanos;

        private Ticket(T what, String lane, long sinceNanos) {
            this.what = what;
            this.lane = lane;
            this.sinceNanos = sinceNanos;
        }

        public T what() {
            return what;
        }

        /** How long it has waited; 0 when the asker read its clock before this one, on another thread, began to wait. */
        public long waitedNanos(long nowNanos) {
            return Math.max(0, nowNanos - sinceNanos);
        }
    }

    private final int size;
    private final long deadlineNanos;
    private final Order order;
    /** By key when the order is fair, and the key whose turn is next comes first; otherwise one lane. */
    private final Map<String, Deque<Ticket<T>>> lanes = new LinkedHashMap<>();

    private final Deque<Ticket<T>> byAge = new ArrayDeque<>();

    public WaitQueue(int size, long deadlineNanos, Order order) {
        this.size = size;
        this.deadlineNanos = deadlineNanos;
        this.order = order;
    }

    /** Queues; null when the queue is full. */
    public Ticket<T> offer(T what, String key, long nowNanos) {
        if (byAge.size() >= size) {
            return null;
        }
        Ticket<T> ticket = new Ticket<>(what, order == Order.FAIR ? key : ONE_LANE, nowNanos);
        byAge.addLast(ticket);
        lanes.computeIfAbsent(ticket.lane, lane -> new ArrayDeque<>()).addLast(ticket);
        return ticket;
    }

    /** Takes the next; null when nobody waits. */
    public Ticket<T> poll() {
        if (lanes.isEmpty()) {
            return null;
        }
        Map.Entry<String, Deque<Ticket<T>>> lane = lanes.entrySet().iterator().next();
        Ticket<T> ticket = order == Order.LIFO
                ? lane.getValue().peekLast()
                : lane.getValue().peekFirst();
        remove(ticket);
        Deque<Ticket<T>> rest = lanes.remove(lane.getKey());
        if (rest != null) {
            lanes.put(lane.getKey(), rest);
        }
        return ticket;
    }

    /** Takes one that has waited longer than the deadline; null when there is none. */
    public Ticket<T> pollOverdue(long nowNanos) {
        Ticket<T> oldest = byAge.peekFirst();
        if (oldest == null || nowNanos - oldest.sinceNanos <= deadlineNanos) {
            return null;
        }
        remove(oldest);
        return oldest;
    }

    /** Takes this one out; false when it was not waiting any more. */
    public boolean remove(Ticket<T> ticket) {
        if (!byAge.remove(ticket)) {
            return false;
        }
        Deque<Ticket<T>> lane = lanes.get(ticket.lane);
        lane.remove(ticket);
        if (lane.isEmpty()) {
            lanes.remove(ticket.lane);
        }
        return true;
    }

    public int waiting() {
        return byAge.size();
    }
}
