package io.tokenweir.common.threshold;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One condition on one figure of a run, in k6's manner. Immutable; {@link ThresholdParser} makes it.
 *
 * @param selection scenario and stage, where only their requests are meant
 * @param classes outcome or status, where only these are counted
 * @param bound milliseconds for durations, 0 to 1 for shares
 * @param name of the metric as it was written, tags included
 * @param condition as it was written, without blanks
 * @param abortOnFail whether it ends the run as soon as it fails
 * @param delay from the start of the run, until which it ends nothing
 */
public record Threshold(
        ThresholdMetric metric,
        SortedMap<String, String> selection,
        SortedMap<String, String> classes,
        Aggregation aggregation,
        Comparison comparison,
        double bound,
        String name,
        String condition,
        boolean abortOnFail,
        Duration delay) {

    public Threshold {
        selection = Collections.unmodifiableSortedMap(new TreeMap<>(selection));
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
    }

    /** Whether a value fulfils it. */
    public boolean holds(double value) {
        return comparison.holds(value, bound);
    }

    /** As it would be written. */
    public String text() {
        return name + ": " + condition;
    }

    /** Whether it judges durations, which a busy meter falsifies; counts are exact whatever the meter does. */
    public boolean needsHealthyMeter() {
        return metric.kind() == MetricKind.LATENCY
                && metric != ThresholdMetric.LATENESS
                && aggregation.of() != Aggregation.Of.COUNT;
    }

    /** What its values are counted in; empty for a plain number. */
    public String unit() {
        return switch (aggregation.of()) {
            case QUANTILE, AVG, MIN, MAX -> "ms";
            case PER_SECOND -> "/s";
            default -> "";
        };
    }

    Threshold aborting(Duration after) {
        return new Threshold(metric, selection, classes, aggregation, comparison, bound, name, condition, true, after);
    }
}
