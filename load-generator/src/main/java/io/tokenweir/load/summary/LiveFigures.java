package io.tokenweir.load.summary;

import java.util.Map;
import java.util.SortedMap;

import io.tokenweir.common.threshold.Aggregation;
import io.tokenweir.common.threshold.CountedFigures;
import io.tokenweir.common.threshold.MeterSeconds;
import io.tokenweir.common.threshold.Reading;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What thresholds are held against while a run goes on: counts, which are exact, and histograms of durations (± 0.54 %), both
 * up to the last second.
 */
final class LiveFigures {
    private final Map<SortedMap<String, String>, Part> parts;
    private final boolean priced;

    LiveFigures(Map<SortedMap<String, String>, Part> parts, boolean priced) {
        this.parts = parts;
        this.priced = priced;
    }

    /** @param seconds measured so far */
    Reading read(Threshold threshold, double seconds, MeterSeconds meter) {
        Part part = parts.get(threshold.selection());
        return Metric.of(threshold.metric())
                .map(metric -> latency(threshold.aggregation(), part.live(metric)))
                .orElseGet(() -> CountedFigures.read(threshold, part.soFar().forThresholds(seconds, priced), meter));
    }

    private static Reading latency(Aggregation wanted, ExponentialHistogram values) {
        if (wanted.of() == Aggregation.Of.COUNT) {
            return Reading.of(values.count());
        }
        boolean said = wanted.of() == Aggregation.Of.QUANTILE ? values.supports(wanted.quantile()) : !values.isEmpty();
        if (!said) {
            return Reading.missing("too few values");
        }
        return Reading.of(switch (wanted.of()) {
                    case QUANTILE -> values.quantile(wanted.quantile());
                    case AVG -> (double) values.sumNanos() / values.count();
                    case MIN -> values.minNanos();
                    default -> values.maxNanos();
                }
                / 1e6);
    }
}
