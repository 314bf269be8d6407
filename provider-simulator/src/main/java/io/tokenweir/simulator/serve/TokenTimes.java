package io.tokenweir.simulator.serve;

import java.util.Arrays;

/** The instants of a stream's tokens, for the request log. Not thread-safe. */
final class TokenTimes {
    private long[] writtenDeltas = new long[16];
    private long[] lateness = new long[16];
    private int count;
    private long last;

    /** One more token, written {@code nanos} after the request was read. */
    void add(long nanos, long lateNanos) {
        if (count == lateness.length) {
            writtenDeltas = Arrays.copyOf(writtenDeltas, 2 * count);
            lateness = Arrays.copyOf(lateness, 2 * count);
        }
        writtenDeltas[count] = nanos - last;
        lateness[count++] = lateNanos;
        last = nanos;
    }

    /** The first instant, then each one's distance from the one before. */
    long[] writtenDeltas() {
        return Arrays.copyOf(writtenDeltas, count);
    }

    long[] lateness() {
        return Arrays.copyOf(lateness, count);
    }
}
