package io.tokenweir.report.check;

import java.util.EnumSet;
import java.util.Set;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.WindowResult;
import io.tokenweir.report.check.Quantity.Kind;

/**
 * Sums results: 1 s windows with all their revisions, or the totals of a run. Pure; not thread-safe.
 */
final class AggregateTally {
    private static final Set<Kind> COUNTED =
            EnumSet.of(Kind.REQUESTS, Kind.ATTEMPTS, Kind.ARRIVALS, Kind.INPUT_TOKENS, Kind.OUTPUT_TOKENS, Kind.COST);

    private final SourceEvidence evidence;
    private final Set<Kind> kinds;

    private AggregateTally(Source source, Kind... more) {
        kinds = EnumSet.copyOf(COUNTED);
        kinds.addAll(Set.of(more));
        evidence = SourceEvidence.empty(source, kinds);
        for (Metric metric : Metric.values()) {
            evidence.distributions().put(metric, new Buckets());
        }
    }

    /** For series of grouping RUN, which alone count records. */
    static AggregateTally ofRun(Source source) {
        return new AggregateTally(source, Kind.RECORDS, Kind.RECORD_HASH);
    }

    /** The same, where every row of weir.metrics is seen. */
    static AggregateTally ofWindows(Source source) {
        return new AggregateTally(source, Kind.RECORDS, Kind.RECORD_HASH, Kind.METRIC_ROWS, Kind.METRIC_CONTENT);
    }

    /** For series of grouping MODEL. */
    static AggregateTally ofModels() {
        return new AggregateTally(Source.MODELS);
    }

    /** Adds a window's own aggregate. */
    void window(WindowResult window) {
        Tally delta = delta(window.getWindow());
        evidence.total().addAll(delta);
        evidence.bySecond()
                .computeIfAbsent(Math.floorDiv(window.getWindowStartMicros(), 1_000_000L), key -> Tally.knowing(kinds))
                .addAll(delta);
    }

    /** Adds the totals of a run or segment. */
    void totals(Aggregate totals) {
        evidence.total().addAll(delta(totals));
    }

    /** Adds a row of weir.metrics, of any window size and grouping, to the sum of contents. */
    void content(WindowResult row) {
        evidence.total().add(Kind.METRIC_ROWS, 1).add(Kind.METRIC_CONTENT, RowDigest.of(row));
    }

    private Tally delta(Aggregate aggregate) {
        Tally delta = Tally.knowing(kinds)
                .add(Kind.RECORDS, aggregate.getRecords())
                .add(Kind.RECORD_HASH, aggregate.getRecordHash())
                .add(Kind.ARRIVALS, aggregate.getArrivals())
                .add(Kind.INPUT_TOKENS, aggregate.getInputTokens())
                .add(Kind.OUTPUT_TOKENS, aggregate.getOutputTokens())
                .add(Kind.COST, aggregate.getCostPico());
        aggregate.getRequests().forEach((outcome, count) -> delta.add(Kind.REQUESTS, outcome, count));
        aggregate.getAttempts().forEach((outcome, count) -> delta.add(Kind.ATTEMPTS, outcome, count));
        evidence.distributions().forEach((metric, buckets) -> buckets.add(metric.of(aggregate)));
        return delta;
    }

    SourceEvidence evidence() {
        return evidence;
    }
}
