package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.Struct;

/**
 * What a window row says in Prometheus' terms. Counters and histograms are the row's cumulative values, so the sink needs
 * no memory; gauges describe the window, and only its first result: a correction's window is an addition, not a window.
 * Grouping RUN gives the {@code weir_run_*} counters and the gauges, grouping MODEL all other counters and the histograms.
 */
final class WindowPoints {
    private static final double PICO = 1e12;
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;
    private static final Map<String, String> QUANTILES =
            Map.of("0.5", "p50Nanos", "0.9", "p90Nanos", "0.95", "p95Nanos", "0.99", "p99Nanos", "0.999", "p999Nanos");

    private final WindowRow row;
    private final List<Point> points = new ArrayList<>();
    private final Labels labels;

    private WindowPoints(WindowRow row, Labels labels) {
        this.row = row;
        this.labels = labels;
    }

    /** The points of a row; none for groupings that have no metrics. */
    static List<Point> of(WindowRow row) {
        WindowRow.SeriesName series = row.series();
        Labels run = Labels.NONE
                .with("run_id", series.runId())
                .with("segment", Integer.toString(series.segment()))
                .with("vantage", series.vantage());
        switch (series.grouping()) {
            case "RUN":
                return new WindowPoints(row, run).run();
            case "MODEL":
                Labels model = run.with("scenario", series.scenario())
                        .with("stage", series.stage())
                        .with("provider", series.provider())
                        .with("model", series.model());
                return new WindowPoints(row, model).model();
            case "PROVISIONING":
                return SidePoints.provisioning(row, run);
            case "STEP":
                return SidePoints.step(row, run);
            case "SYSTEM":
                return SidePoints.system(row, run);
            default:
                return List.of();
        }
    }

    private List<Point> run() {
        each(Family.RUN_REQUESTS, "requests", "outcome");
        each(Family.RUN_ATTEMPTS, "attempts", "outcome");
        each(Family.RUN_DECISIONS, "decisions", "kind");
        each(Family.RUN_ARRIVALS, "arrivalsByKind", "kind");
        count(Family.RUN_INPUT_TOKENS, "inputTokens");
        count(Family.RUN_OUTPUT_TOKENS, "outputTokens");
        cost(Family.RUN_COST, "costPico");
        cost(Family.RUN_WASTED_COST, "wastedCostPico");
        count(Family.RUN_GOOD_REQUESTS, "goodRequests");
        count(Family.RUN_OFFERED, "offered");
        count(Family.RUN_STARTED, "started");
        count(Family.RUN_DROPPED, "dropped");
        if (row.revision() == 0) {
            gauges();
        }
        return points;
    }

    private void gauges() {
        quantiles(Family.WINDOW_TTFT, "ttft");
        quantiles(Family.WINDOW_TTFT_INTENDED, "ttftIntended");
        quantiles(Family.WINDOW_INTER_TOKEN, "interToken");
        quantiles(Family.WINDOW_TPOT, "tpot");
        quantiles(Family.WINDOW_END_TO_END, "endToEnd");
        add(Family.WINDOW_VALID, row.isValid() ? 1 : 0);
        add(Family.WINDOW_ERROR_BOUND, seconds(row.errorBoundNanos()));
        add(Family.WINDOW_END, row.windowEndMillis() / MILLIS);
        add(Family.IN_FLIGHT, row.inFlight());
    }

    private List<Point> model() {
        each(Family.REQUESTS, "requests", "outcome");
        each(Family.ATTEMPTS, "attempts", "outcome");
        each(Family.DECISIONS, "decisions", "kind");
        each(Family.ARRIVALS, "arrivalsByKind", "kind");
        count(Family.INPUT_TOKENS, "inputTokens");
        count(Family.OUTPUT_TOKENS, "outputTokens");
        cost(Family.COST, "costPico");
        cost(Family.WASTED_COST, "wastedCostPico");
        count(Family.GOOD_REQUESTS, "goodRequests");
        distribution(Family.TTFT, "ttft");
        distribution(Family.TTFT_INTENDED, "ttftIntended");
        distribution(Family.INTER_TOKEN, "interToken");
        distribution(Family.TPOT, "tpot");
        distribution(Family.END_TO_END, "endToEnd");
        return points;
    }

    private void add(Family family, double value) {
        points.add(Point.of(family, labels, value));
    }

    private void each(Family family, String field, String label) {
        Map<String, Long> values = row.cumulative().getMap(field);
        values.forEach((name, value) -> points.add(Point.of(family, labels.with(label, name), value)));
    }

    private void count(Family family, String field) {
        add(family, row.cumulative().getInt64(field));
    }

    private void cost(Family family, String field) {
        add(family, row.cumulative().getInt64(field) / PICO);
    }

    private void distribution(Family family, String field) {
        points.add(Point.of(family, labels, Buckets.of(row.cumulative().getStruct(field))));
    }

    private void quantiles(Family family, String field) {
        Struct distribution = row.window().getStruct(field);
        QUANTILES.forEach((quantile, percentile) -> points.add(Point.of(
                family,
                labels.with("quantile", quantile),
                row.isTrusted() ? seconds(distribution.getInt64(percentile)) : Double.NaN)));
    }

    /** NaN where there is no value, or none to be trusted, as Prometheus' own clients do: an old one must not stay. */
    private static double seconds(Long nanos) {
        return nanos == null ? Double.NaN : nanos / NANOS;
    }
}
