package io.tokenweir.load.health;

/**
 * The pauses of a process, told by something that should have been awake every moment. Keeps the newest ones, which are all
 * that a second's closing asks for, and the sum of all. Allocates nothing. Thread-safe.
 */
final class PauseLog {
    private static final int KEPT = 512;
    private static final long KEPT_FROM_NANOS = 2_000_000L;

    private final long[] starts = new long[KEPT];
    private final long[] ends = new long[KEPT];
    private int count;
    private long sumNanos;
    private volatile long totalNanos;
    private volatile long lastSeenNanos;
    private volatile long lastLongEndNanos;

    PauseLog(long nowNanos) {
        lastSeenNanos = nowNanos;
        lastLongEndNanos = nowNanos;
    }

    /** Awake at {@code nowNanos}, where {@code dueNanos} was wanted. */
    void awake(long dueNanos, long nowNanos) {
        long pause = nowNanos - dueNanos;
        if (pause >= KEPT_FROM_NANOS) {
            keep(dueNanos, nowNanos);
        }
        lastSeenNanos = nowNanos;
    }

    /** Longest pause that overlaps an interval, ns; 0 when there was none worth keeping. */
    synchronized long longest(long fromNanos, long toNanos) {
        long longest = 0;
        for (int i = Math.max(0, count - KEPT); i < count; i++) {
            int at = i % KEPT;
            if (ends[at] - fromNanos > 0 && starts[at] - toNanos < 0) {
                longest = Math.max(longest, ends[at] - starts[at]);
            }
        }
        return longest;
    }

    /** All pauses so far; the difference of two readings is what an interval had of them. */
    long totalNanos(long nowNanos) {
        return totalNanos + unseen(nowNanos);
    }

    /** Whether a pause longer than {@code boundNanos} ended after an instant or goes on. */
    boolean anySince(long fromNanos, long nowNanos) {
        return lastLongEndNanos - fromNanos > 0 || unseen(nowNanos) > PauseMeter.LONG_PAUSE_NANOS;
    }

    /** Right after a pause, others may ask before the one who tells us has woken. */
    private long unseen(long nowNanos) {
        long silent = nowNanos - lastSeenNanos;
        return silent >= KEPT_FROM_NANOS + PauseMeter.STEP_NANOS ? silent - PauseMeter.STEP_NANOS : 0;
    }

    private synchronized void keep(long startNanos, long endNanos) {
        starts[count % KEPT] = startNanos;
        ends[count % KEPT] = endNanos;
        count++;
        sumNanos += endNanos - startNanos;
        totalNanos = sumNanos;
        if (endNanos - startNanos > PauseMeter.LONG_PAUSE_NANOS) {
            lastLongEndNanos = endNanos;
        }
    }
}
