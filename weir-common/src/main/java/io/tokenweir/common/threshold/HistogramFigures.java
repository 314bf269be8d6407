package io.tokenweir.common.threshold;

import io.tokenweir.histogram.ExponentialHistogram;

/** Figures of thresholds out of a histogram of durations, within 0.54 %. Pure. */
public final class HistogramFigures {
    private HistogramFigures() {}

    /** A count, or milliseconds; null where the values do not say it. */
    public static Double read(Aggregation wanted, ExponentialHistogram values) {
        if (wanted.of() == Aggregation.Of.COUNT) {
            return (double) values.count();
        }
        boolean said = wanted.of() == Aggregation.Of.QUANTILE ? values.supports(wanted.quantile()) : !values.isEmpty();
        if (!said) {
            return null;
        }
        return switch (wanted.of()) {
                    case QUANTILE -> values.quantile(wanted.quantile());
                    case AVG -> (double) values.sumNanos() / values.count();
                    case MIN -> values.minNanos();
                    default -> values.maxNanos();
                }
                / 1e6;
    }
}
