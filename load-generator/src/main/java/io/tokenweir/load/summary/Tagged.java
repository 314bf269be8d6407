package io.tokenweir.load.summary;

/**
 * A duration and the second of the measured span that its request was due in, in one long: 43 bits of nanoseconds (up to
 * 2.4 hours), 20 bits of seconds (up to 12 days); what is larger counts as the largest. Sorts as the durations do. Pure.
 */
final class Tagged {
    private static final int SECOND_BITS = 20;
    private static final long SECOND_MASK = (1L << SECOND_BITS) - 1;
    private static final long MOST_NANOS = Long.MAX_VALUE >> SECOND_BITS;

    private Tagged() {}

    /** @param second from 0 */
    static long of(long nanos, int second) {
        return Math.min(nanos, MOST_NANOS) << SECOND_BITS | atMost(second);
    }

    /** The second, or the last that there is room for. */
    static int atMost(int second) {
        return (int) Math.min(second, SECOND_MASK);
    }

    static long nanos(long tagged) {
        return tagged >> SECOND_BITS;
    }

    static int second(long tagged) {
        return (int) (tagged & SECOND_MASK);
    }

    /** The largest that has this duration. */
    static long lastOf(long nanos) {
        return nanos << SECOND_BITS | SECOND_MASK;
    }
}
