package io.tokenweir.simulator.serve;

import java.util.Arrays;

/** The instants of a stream's tokens, for the request log. Not thread-safe. */
final class TokenTimes {
    private static final int MOST_EXPECTED = 1 << 12;

    private long[] writtenDeltas;
    private long[] lateness;
    private int count;
    private long last;

    /** @param expected how many there will be, most likely */
    TokenTimes(int expected) {
        writtenDeltas = new long[Math.max(1, Math.min(MOST_EXPECTED, expected))];
        lateness = new long[writtenDeltas.length];
    }

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
        return count == writtenDeltas.length ? writtenDeltas : Arrays.copyOf(writtenDeltas, count);
    }

    long[] lateness() {
        return count == lateness.length ? lateness : Arrays.copyOf(lateness, count);
    }
}
