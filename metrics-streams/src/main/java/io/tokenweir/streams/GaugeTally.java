package io.tokenweir.streams;

import io.tokenweir.events.GaugeSums;

/** Readings of one gauge as they come: the mutable form of {@link GaugeSums}. Merges exactly; not thread-safe. */
final class GaugeTally {
    private long count;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long value) {
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    void merge(GaugeTally other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    GaugeSums toAvro() {
        return new GaugeSums(count, sum, min, max, (double) sum / count);
    }

    static GaugeTally fromAvro(GaugeSums sums) {
        GaugeTally tally = new GaugeTally();
        tally.count = sums.getCount();
        tally.sum = sums.getSum();
        tally.min = sums.getMin();
        tally.max = sums.getMax();
        return tally;
    }
}
