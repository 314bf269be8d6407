package io.tokenweir.load.summary;

import java.util.List;

/**
 * Exact percentiles by nearest rank over durations that lie in several sorted runs. Pure.
 *
 * <p>The value of rank k is the smallest v for which at least k values are not above v. It is found by bisection over v, with a
 * binary search in every run at each step: no merging, no second copy, however many values there are. Nearest rank: k is
 * n times q, rounded up (Hyndman and Fan, "Sample quantiles in statistical packages", 1996, definition 1).
 */
final class ExactQuantiles {
    private final List<SortedValues> runs;
    private final long count;

    ExactQuantiles(List<SortedValues> runs) {
        this.runs = runs.stream().filter(run -> run.count() > 0).toList();
        this.count = this.runs.stream().mapToLong(SortedValues::count).sum();
    }

    long count() {
        return count;
    }

    List<SortedValues> runs() {
        return runs;
    }

    /** The quantile, or null when fewer than one value lies beyond it, so that the sample says nothing about it. */
    Long quantile(double q) {
        return count * (1 - q) < 1 - 1e-9 ? null : (Long) ranked((long) Math.ceil(q * count - 1e-9));
    }

    /** The value of a rank from 1 to {@link #count}. */
    long ranked(long rank) {
        long low = min();
        long high = max();
        while (low < high) {
            long middle = low + ((high - low) >>> 1);
            if (countAtMost(middle) >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Smallest value; there must be one. */
    long min() {
        return Tagged.nanos(runs.stream().mapToLong(run -> run.at(0)).min().orElseThrow());
    }

    /** Largest value; there must be one. */
    long max() {
        return Tagged.nanos(
                runs.stream().mapToLong(run -> run.at(run.count() - 1)).max().orElseThrow());
    }

    private long countAtMost(long value) {
        long found = 0;
        for (SortedValues run : runs) {
            found += run.countAtMost(value);
        }
        return found;
    }
}
