package io.tokenweir.cli;

import io.tokenweir.common.threshold.Aggregation;
import io.tokenweir.common.threshold.CountedFigures;
import io.tokenweir.common.threshold.MeterSeconds;
import io.tokenweir.common.threshold.MetricKind;
import io.tokenweir.common.threshold.Reading;
import io.tokenweir.common.threshold.RunCounts;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.load.summary.RunSummary.Latency;
import io.tokenweir.load.summary.RunSummary.Trusted;
import io.tokenweir.load.summary.WholeRunFigures;

/** Figures of thresholds out of a summary that was kept: what no topic holds. Pure. */
final class SummaryFigures {
    private SummaryFigures() {}

    static Reading read(Threshold threshold, RunSummary summary, MeterSeconds meter) {
        if (!threshold.selection().isEmpty()) {
            return Reading.missing("no topic holds it, and the summary that was kept is of all scenarios together");
        }
        if (threshold.metric().kind() == MetricKind.LATENCY) {
            return latency(threshold, summary.latencies().get(threshold.metric().text()));
        }
        Reading counted = CountedFigures.read(threshold, counts(summary), meter);
        return counted == null ? WholeRunFigures.read(threshold.metric(), summary) : counted;
    }

    private static Reading latency(Threshold threshold, Latency kept) {
        if (kept == null || kept.n() == 0 && threshold.aggregation().of() != Aggregation.Of.COUNT) {
            return Reading.missing("there is no value");
        }
        Trusted all = new Trusted(
                kept.n(), kept.min(), kept.mean(), kept.p50(), kept.p90(), kept.p99(), kept.p999(), kept.max());
        Double everything = figure(threshold.aggregation(), all);
        boolean leavesOut = threshold.needsHealthyMeter() && kept.trusted() != null;
        Double value = leavesOut ? figure(threshold.aggregation(), kept.trusted()) : everything;
        return value == null
                ? Reading.missing("the summary that was kept does not have it")
                : new Reading(value, null, everything, threshold.needsHealthyMeter() ? kept.errorBound() : null);
    }

    private static Double figure(Aggregation wanted, Trusted values) {
        return switch (wanted.of()) {
            case COUNT -> (Double) (double) values.n();
            case AVG -> values.mean();
            case MIN -> values.min();
            case MAX -> values.max();
            default -> quantile(wanted.quantile(), values);
        };
    }

    private static Double quantile(double q, Trusted values) {
        return switch ((int) Math.round(q * 1_000)) {
            case 500 -> values.p50();
            case 900 -> values.p90();
            case 990 -> values.p99();
            case 999 -> values.p999();
            default -> null;
        };
    }

    private static RunCounts counts(RunSummary summary) {
        RunSummary.Requests requests = summary.requests();
        RunSummary.Attempts attempts = summary.attempts();
        RunSummary.Money money = summary.money();
        return new RunCounts(
                requests.offered(),
                requests.started(),
                requests.good(),
                attempts.retries(),
                requests.byOutcome(),
                attempts.byOutcome(),
                attempts.byStatus(),
                summary.tokens().arrivals(),
                summary.tokens().input(),
                summary.tokens().output(),
                money == null ? null : (Double) money.cost(),
                money == null ? null : (Double) money.wasted(),
                summary.span().seconds());
    }
}
