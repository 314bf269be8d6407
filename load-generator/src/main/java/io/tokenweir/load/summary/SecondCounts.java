package io.tokenweir.load.summary;

import java.util.Arrays;

/** Numbers for each second of the measured span, in rows of what is counted. Grows with the seconds; owned by one thread. */
final class SecondCounts {
    private static final int SECONDS_AT_FIRST = 64;

    private final int rows;
    private long[] counts;

    SecondCounts(int rows) {
        this.rows = rows;
        this.counts = new long[SECONDS_AT_FIRST * rows];
    }

    /** @param second from 0; those that {@link Tagged} cannot tell apart are one here too */
    void add(int row, int second, long number) {
        int at = Tagged.atMost(second) * rows + row;
        if (at >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(2 * counts.length, at + rows));
        }
        counts[at] += number;
    }

    void add(SecondCounts other) {
        if (other.counts.length > counts.length) {
            counts = Arrays.copyOf(counts, other.counts.length);
        }
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Of the first so many seconds. */
    double[] of(int row, int seconds) {
        double[] found = new double[seconds];
        for (int second = 0; second < seconds && second * rows < counts.length; second++) {
            found[second] = counts[second * rows + row];
        }
        return found;
    }

    long total(int row) {
        long total = 0;
        for (int at = row; at < counts.length; at += rows) {
            total += counts[at];
        }
        return total;
    }
}
