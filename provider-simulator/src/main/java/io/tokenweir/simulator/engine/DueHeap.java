package io.tokenweir.simulator.engine;

import java.util.Arrays;

/**
 * What is due when, the earliest first: a binary heap over plain longs, since one step of a thousand streams compares ten times a
 * token. Of what is due at the same instant, any may come first. Not thread-safe.
 */
final class DueHeap<T> {
    private long[] due = new long[64];
    private Object[] items = new Object[64];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** When the first is due; {@link Engine#NEVER} when there is none. */
    long firstDueNanos() {
        return size == 0 ? Engine.NEVER : due[0];
    }

    /** The one that is due first; there has to be one. */
    @SuppressWarnings("unchecked")
    T first() {
        return (T) items[0];
    }

    void add(T item, long dueNanos) {
        if (size == due.length) {
            due = Arrays.copyOf(due, 2 * size);
            items = Arrays.copyOf(items, 2 * size);
        }
        int at = size++;
        while (at > 0 && dueNanos < due[(at - 1) >>> 1]) {
            int parent = (at - 1) >>> 1;
            put(at, items[parent], due[parent]);
            at = parent;
        }
        put(at, item, dueNanos);
    }

    /** Takes the first away. */
    void removeFirst() {
        size--;
        Object last = items[size];
        long lastDue = due[size];
        items[size] = null;
        if (size > 0) {
            sink(last, lastDue);
        }
    }

    /** The first is due at another instant, no earlier than it was. */
    void postponeFirst(long dueNanos) {
        sink(items[0], dueNanos);
    }

    /** Puts an item where it belongs, in the first one's place or below it. */
    private void sink(Object item, long dueNanos) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && due[child + 1] < due[child]) {
                child++;
            }
            if (dueNanos <= due[child]) {
                break;
            }
            put(at, items[child], due[child]);
            at = child;
        }
        put(at, item, dueNanos);
    }

    private void put(int at, Object item, long dueNanos) {
        items[at] = item;
        due[at] = dueNanos;
    }
}
