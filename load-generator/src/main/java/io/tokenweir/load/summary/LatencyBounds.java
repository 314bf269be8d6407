package io.tokenweir.load.summary;

import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.common.stats.BlockedRatio;
import io.tokenweir.common.stats.Bounds;
import io.tokenweir.common.stats.QuantileRanks;

/**
 * Bounds of a latency's mean and percentiles: how far chance may have moved them. Pure.
 *
 * <p>One pass counts, by the second that the requests were due in, the values and those up to each percentile. How these
 * counts scatter from second to second says how many independent values there are ({@link BlockedRatio}), and that says between
 * which of the kept values the true percentile lies ({@link QuantileRanks}): the bounds are values that occurred.
 */
final class LatencyBounds {
    private final ExactQuantiles values;
    private final int seconds;
    private final double[] zeros;
    private final double[] counts;
    private final double[] sums;

    /** @param zeros how many values of zero there are in each second of the span */
    LatencyBounds(ExactQuantiles values, double[] zeros) {
        this.values = values;
        this.seconds = zeros.length;
        this.zeros = zeros;
        this.counts = zeros.clone();
        this.sums = new double[seconds];
    }

    /** In milliseconds, by the names of the summary's fields; what there is no percentile of is left out. */
    Map<String, Bounds> millis() {
        Map<String, Bounds> bounds = new LinkedHashMap<>();
        if (values.count() == 0 || seconds == 0) {
            return bounds;
        }
        Percentile[] asked = Percentile.values();
        long[] limits = new long[asked.length];
        for (Percentile percentile : asked) {
            Long value = values.quantile(percentile.share());
            limits[percentile.ordinal()] = value == null ? Long.MAX_VALUE : value;
        }
        double[][] upTo = count(limits);
        bounds.put("mean", inMillis(new BlockedRatio(sums, counts).symmetric()));
        for (Percentile percentile : asked) {
            if (limits[percentile.ordinal()] < Long.MAX_VALUE) {
                bounds.put(percentile.text(), bounds(percentile, upTo[percentile.ordinal()]));
            }
        }
        return bounds;
    }

    private Bounds bounds(Percentile percentile, double[] upTo) {
        BlockedRatio share = new BlockedRatio(upTo, counts);
        if (Double.isNaN(share.effective())) {
            return Bounds.OPEN;
        }
        QuantileRanks ranks = QuantileRanks.of(values.count(), percentile.share(), share.effective());
        return new Bounds(valueOf(ranks.low()), valueOf(ranks.high()), share.degrees());
    }

    private Double valueOf(long rank) {
        return rank == 0 ? null : (Double) (values.ranked(rank) / 1e6);
    }

    private static Bounds inMillis(Bounds nanos) {
        return nanos.low() == null
                ? nanos
                : new Bounds(Math.max(0, nanos.low()) / 1e6, nanos.high() / 1e6, nanos.degrees());
    }

    /** Fills counts and sums; gives for each limit how many values of each second are not above it. */
    private double[][] count(long[] limits) {
        double[][] upTo = new double[limits.length][seconds];
        for (double[] each : upTo) {
            System.arraycopy(zeros, 0, each, 0, seconds);
        }
        for (SortedValues run : values.runs()) {
            int limit = 0;
            for (long i = 0; !(run instanceof SortedValues.Repeated) && i < run.count(); i++) {
                long tagged = run.at(i);
                long nanos = Tagged.nanos(tagged);
                int second = Math.min(Tagged.second(tagged), seconds - 1);
                while (limit < limits.length && nanos > limits[limit]) {
                    limit++;
                }
                counts[second]++;
                sums[second] += nanos;
                for (int above = limit; above < limits.length; above++) {
                    upTo[above][second]++;
                }
            }
        }
        return upTo;
    }
}
