package io.tokenweir.load.summary;

import java.util.Map;
import java.util.SortedMap;

import io.tokenweir.common.threshold.Aggregation;
import io.tokenweir.common.threshold.CountedFigures;
import io.tokenweir.common.threshold.HistogramFigures;
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
        Double figure = HistogramFigures.read(wanted, values);
        return figure == null ? Reading.missing("too few values") : Reading.of(figure);
    }
}
