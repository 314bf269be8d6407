package io.tokenweir.common.audit;

import io.tokenweir.histogram.ExponentialHistogram;

/**
 * A distribution of durations in few figures, milliseconds; a percentile is null where fewer than 1/(1 - q) samples exist.
 *
 * <p>Percentiles are read from the histogram of the topics (± 0.54 %); count, mean and maximum are exact.
 */
public record DurationFigures(long n, Double mean, Double p50, Double p90, Double p99, Double max) {
    private static final double NANOS_PER_MILLI = 1e6;

    static DurationFigures of(ExponentialHistogram histogram) {
        if (histogram.isEmpty()) {
            return new DurationFigures(0, null, null, null, null, null);
        }
        return new DurationFigures(
                histogram.count(),
                (double) histogram.sumNanos() / histogram.count() / NANOS_PER_MILLI,
                quantile(histogram, 0.5),
                quantile(histogram, 0.9),
                quantile(histogram, 0.99),
                histogram.maxNanos() / NANOS_PER_MILLI);
    }

    private static Double quantile(ExponentialHistogram histogram, double q) {
        return histogram.supports(q) ? (Double) (histogram.quantile(q) / NANOS_PER_MILLI) : null;
    }
}
