package io.tokenweir.load.react;

/**
 * Two counts over a sliding window, kept in ten slots of equal length: what is older than the window is forgotten a slot at a
 * time. Not thread-safe.
 */
final class SlidingCounts {
    private static final int SLOTS = 10;

    private final long slotNanos;
    private final long[] first = new long[SLOTS];
    private final long[] second = new long[SLOTS];
    private long firstSum;
    private long secondSum;
    private boolean begun;
    private long current;

    SlidingCounts(long windowNanos) {
        this.slotNanos = Math.max(1, windowNanos / SLOTS);
    }

    void add(long nowNanos, boolean toFirst, boolean toSecond) {
        advance(nowNanos);
        int slot = (int) Math.floorMod(current, (long) SLOTS);
        if (toFirst) {
            first[slot]++;
            firstSum++;
        }
        if (toSecond) {
            second[slot]++;
            secondSum++;
        }
    }

    long first(long nowNanos) {
        advance(nowNanos);
        return firstSum;
    }

    long second(long nowNanos) {
        advance(nowNanos);
        return secondSum;
    }

    void clear() {
        for (int i = 0; i < SLOTS; i++) {
            forget(i);
        }
    }

    private void advance(long nowNanos) {
        long slot = Math.floorDiv(nowNanos, slotNanos);
        if (!begun) {
            begun = true;
            current = slot;
        }
        for (int i = 0; current < slot && i < SLOTS; i++) {
            current++;
            forget((int) Math.floorMod(current, (long) SLOTS));
        }
        current = Math.max(current, slot);
    }

    private void forget(int slot) {
        firstSum -= first[slot];
        secondSum -= second[slot];
        first[slot] = 0;
        second[slot] = 0;
    }
}
