package io.tokenweir.load.summary;

import java.util.Map;
import java.util.SortedMap;

import io.tokenweir.common.threshold.Aggregation;
import io.tokenweir.common.threshold.CountedFigures;
import io.tokenweir.common.threshold.Reading;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdJudge;
import io.tokenweir.common.threshold.ThresholdResult;

/** What thresholds are held against when a run is over: exact, over the measured span. */
final class RunFigures {
    private final Map<SortedMap<String, String>, Part> parts;
    private final Map<SortedMap<String, String>, Counts> counts;
    private final RunSummary summary;
    private final MeterVerdict meter;

    /** @param summary of the run, for what only the whole run has */
    RunFigures(
            Map<SortedMap<String, String>, Part> parts,
            Map<SortedMap<String, String>, Counts> counts,
            RunSummary summary,
            MeterVerdict meter) {
        this.parts = parts;
        this.counts = counts;
        this.summary = summary;
        this.meter = meter;
    }

    ThresholdResult judge(Threshold threshold) {
        return ThresholdJudge.judge(threshold, read(threshold), meter.seconds());
    }

    private Reading read(Threshold threshold) {
        Metric metric = Metric.of(threshold.metric()).orElse(null);
        if (metric != null) {
            return latency(threshold, metric, parts.get(threshold.selection()).store());
        }
        Reading counted = CountedFigures.read(
                threshold,
                counts.get(threshold.selection()).forThresholds(summary.span().seconds(), summary.money() != null),
                meter.seconds());
        return counted == null ? WholeRunFigures.read(threshold.metric(), summary) : counted;
    }

    private Reading latency(Threshold threshold, Metric metric, ValueStore store) {
        Aggregation wanted = threshold.aggregation();
        if (store.lost(metric) > 0) {
            return Reading.missing(store.lost(metric) + " values could not be kept: " + store.whyLost());
        }
        ExactQuantiles all = store.quantiles(metric);
        Double everything = LatencyFigures.figure(wanted, all, store.mean(metric));
        if (!threshold.needsHealthyMeter()) {
            return everything == null ? missing(wanted, all) : Reading.of(everything);
        }
        ExactQuantiles trusted = store.trustedQuantiles(metric);
        Double value = LatencyFigures.figure(wanted, trusted, store.trustedMean(metric));
        if (value == null) {
            if (all.count() == trusted.count()) {
                return missing(wanted, all);
            }
            return Reading.missing(
                    trusted.count() == 0
                            ? "the meter was invalid in every second that has a value"
                            : ThresholdJudge.tooFew(trusted.count(), wanted.quantile()) + "; the other "
                                    + (all.count() - trusted.count()) + " came while the meter was invalid");
        }
        Long error = meter.errorBound(metric);
        return new Reading(value, null, everything, error == null ? null : (Double) (error / 1e6));
    }

    private static Reading missing(Aggregation wanted, ExactQuantiles values) {
        return Reading.missing(
                values.count() == 0 ? "there is no value" : ThresholdJudge.tooFew(values.count(), wanted.quantile()));
    }
}
