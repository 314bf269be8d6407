package io.tokenweir.report.check;

import java.util.EnumSet;
import java.util.Set;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.Figures;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.report.check.Quantity.Kind;

/**
 * Sums results: 1 s windows with all their revisions, or the totals of a run. Pure; not thread-safe.
 */
final class AggregateTally {
    private static final Set<Kind> COUNTED = Kinds.union(Kinds.COUNTED, Kinds.OF_EVENTS);

    private final SourceEvidence evidence;
    private final Set<Kind> kinds;
    private final Grouping grouping;

    private AggregateTally(Source source, Grouping grouping, Set<Kind> more) {
        this.grouping = grouping;
        kinds = Kinds.union(COUNTED, more);
        evidence = SourceEvidence.empty(source, kinds);
        for (Metric metric : Metric.values()) {
            evidence.distributions().put(metric, new Buckets());
        }
    }

    /**
     * For the totals of series of grouping RUN, which alone count records, and of STAGE and STEP.
     *
     * @param steps whether the steps of accounts are over
     */
    static AggregateTally ofRun(boolean steps) {
        return new AggregateTally(Source.RUN_RESULT, Grouping.RUN, Kinds.union(ofRunKinds(steps), Kinds.OF_KEYS));
    }

    /** For the windows of the same, where every row of weir.metrics is seen. */
    static AggregateTally ofWindows(Source source, boolean steps) {
        return new AggregateTally(
                source, Grouping.RUN, Kinds.and(ofRunKinds(steps), Kind.METRIC_ROWS, Kind.METRIC_CONTENT));
    }

    /** For the windows of series of grouping MODEL. */
    static AggregateTally ofModels() {
        return new AggregateTally(Source.MODELS, Grouping.MODEL, EnumSet.noneOf(Kind.class));
    }

    private static Set<Kind> ofRunKinds(boolean steps) {
        Set<Kind> all = Kinds.and(Kinds.OF_STAGES, Kind.RECORDS, Kind.RECORD_HASH);
        if (steps) {
            all.addAll(Kinds.OF_STEPS);
        }
        return all;
    }

    /** Adds a window's own aggregate, where it is of 1 s and of a series that counts here. */
    void window(WindowResult window) {
        if (window.getWindowSeconds() != 1) {
            return;
        }
        Tally delta = delta(window.getSeries(), window.getWindow(), window.getFigures());
        evidence.total().addAll(delta);
        evidence.bySecond()
                .computeIfAbsent(Math.floorDiv(window.getWindowStartMicros(), 1_000_000L), key -> Tally.knowing(kinds))
                .addAll(delta);
    }

    /** Adds the totals of a run or segment, where they are of a series that counts here. */
    void totals(RunResult result) {
        evidence.total().addAll(delta(result.getSeries(), result.getTotals(), result.getFigures()));
        if (result.getSeries().getGrouping() == grouping && result.getKeys() != null) {
            KeyTallies.tell(result.getKeys(), evidence.total());
        }
    }

    /** Adds a row of weir.metrics, of any window size and grouping, to the sum of contents. */
    void content(WindowResult row) {
        evidence.total().add(Kind.METRIC_ROWS, 1).add(Kind.METRIC_CONTENT, RowDigest.of(row));
    }

    private Tally delta(SeriesKey series, Aggregate aggregate, Figures figures) {
        Tally delta = Tally.knowing(kinds);
        if (series.getGrouping() == grouping) {
            AggregateFacts.add(aggregate, figures, delta);
            evidence.distributions().forEach((metric, buckets) -> {
                Distribution distribution = metric.of(aggregate);
                if (distribution != null) {
                    buckets.add(distribution);
                }
            });
        } else if (series.getGrouping() == Grouping.STAGE) {
            AggregateFacts.addStage(series.getScenario() + "/" + series.getStage(), aggregate, delta);
        } else if (series.getGrouping() == Grouping.STEP && aggregate.getProvisioning() != null) {
            StepTally.add(series.getStep(), aggregate.getProvisioning(), delta);
        }
        return delta;
    }

    SourceEvidence evidence() {
        return evidence;
    }
}
