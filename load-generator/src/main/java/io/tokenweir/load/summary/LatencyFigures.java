package io.tokenweir.load.summary;

import java.util.List;
import java.util.Map;

import io.tokenweir.common.threshold.Aggregation;

/** Exact figures of one duration. Pure but for reading the store. */
final class LatencyFigures {
    /** Says that nothing came: no verdict on what was not measured. */
    static final String NO_SAMPLES = "no samples";

    private LatencyFigures() {}

    /** As the summary has it. @param seconds of the measured span */
    static RunSummary.Latency of(Metric metric, ValueStore store, MeterVerdict meter, int seconds) {
        ExactQuantiles all = store.quantiles(metric);
        if (all.count() == 0) {
            return new RunSummary.Latency(
                    0, null, null, null, null, null, null, null, null, NO_SAMPLES, List.of(), Map.of(), null);
        }
        MeterVerdict.OfLatency judged =
                meter.judge(metric, all.quantile(Percentile.P50.share())).without(store.lost(metric), store.whyLost());
        ExactQuantiles trusted = store.trustedQuantiles(metric);
        boolean leftOut = metric.needsHealthyMeter() && trusted.count() < all.count();
        return new RunSummary.Latency(
                all.count(),
                millis(all.min()),
                mean(store.mean(metric)),
                millis(all.quantile(Percentile.P50.share())),
                millis(all.quantile(Percentile.P90.share())),
                millis(all.quantile(Percentile.P99.share())),
                millis(all.quantile(Percentile.P999.share())),
                millis(all.max()),
                millis(judged.errorBound()),
                judged.verdict(),
                judged.reasons(),
                new LatencyBounds(all, store.zeros(metric, seconds)).millis(),
                leftOut ? trusted(trusted, store.trustedMean(metric)) : null);
    }

    private static RunSummary.Trusted trusted(ExactQuantiles values, double meanNanos) {
        boolean any = values.count() > 0;
        return new RunSummary.Trusted(
                values.count(),
                any ? millis(values.min()) : null,
                any ? mean(meanNanos) : null,
                millis(values.quantile(Percentile.P50.share())),
                millis(values.quantile(Percentile.P90.share())),
                millis(values.quantile(Percentile.P99.share())),
                millis(values.quantile(Percentile.P999.share())),
                any ? millis(values.max()) : null);
    }

    /** What a threshold asks for, in milliseconds; null where the values do not say it. */
    static Double figure(Aggregation wanted, ExactQuantiles values, double meanNanos) {
        if (wanted.of() == Aggregation.Of.COUNT) {
            return (double) values.count();
        }
        if (values.count() == 0) {
            return null;
        }
        return switch (wanted.of()) {
            case QUANTILE -> millis(values.quantile(wanted.quantile()));
            case AVG -> mean(meanNanos);
            case MIN -> millis(values.min());
            default -> millis(values.max());
        };
    }

    private static Double mean(double nanos) {
        return Math.rint(nanos) / 1e6;
    }

    private static Double millis(Long nanos) {
        return nanos == null ? null : (Double) (nanos / 1e6);
    }
}
