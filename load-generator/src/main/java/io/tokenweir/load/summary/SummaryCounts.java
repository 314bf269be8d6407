package io.tokenweir.load.summary;

import java.util.List;
import java.util.Map;

import io.tokenweir.load.ActionReport;
import io.tokenweir.protocol.outcome.Outcome;

/** The part of a summary that is counted. Pure. */
final class SummaryCounts {
    private static final double PICO = 1e12;

    private SummaryCounts() {}

    static RunSummary of(
            RunRecorder.Facts facts,
            RunSummary.Span span,
            Map<String, RunSummary.Latency> latencies,
            MeterVerdict meter,
            Counts counts,
            RunSummary.Chance chance) {
        return new RunSummary(
                RunSummary.FORMAT,
                facts.run(),
                facts.target(),
                facts.load(),
                span,
                latencies,
                requests(counts, span.seconds()),
                attempts(counts),
                tokens(counts, span.seconds()),
                facts.cost().cost(),
                meter.windows(),
                facts.arrivalCertificates(),
                facts.reactions(),
                actions(facts.actions()),
                chance,
                facts.setup(),
                facts.currency() == null
                        ? null
                        : new RunSummary.Money(facts.currency(), counts.costPico / PICO, counts.wastedCostPico / PICO),
                List.of());
    }

    private static RunSummary.Actions actions(ActionReport report) {
        return report == null
                ? null
                : new RunSummary.Actions(
                        report.actions(),
                        report.complete(),
                        report.latencyP50Nanos() / 1e6,
                        report.latencyP90Nanos() / 1e6,
                        report.latencyP99Nanos() / 1e6,
                        report.latencyMaxNanos() / 1e6);
    }

    private static RunSummary.Requests requests(Counts counts, double seconds) {
        long answered = counts.requests[Outcome.OK.ordinal()];
        return new RunSummary.Requests(
                counts.offered,
                counts.started,
                counts.dropped,
                answered,
                counts.good,
                counts.degraded,
                rate(counts.offered, seconds),
                rate(counts.started, seconds),
                rate(answered, seconds),
                Counts.byOutcome(counts.requests));
    }

    private static RunSummary.Attempts attempts(Counts counts) {
        long total = Counts.sum(counts.attempts);
        long refused = 0;
        for (Outcome outcome : Outcome.values()) {
            refused += LoopRecorder.isRefusal(outcome) ? counts.attempts[outcome.ordinal()] : 0;
        }
        return new RunSummary.Attempts(
                total,
                counts.retries,
                counts.started == 0 ? 0 : (double) total / counts.started,
                refused,
                Counts.byOutcome(counts.attempts),
                counts.byStatus(),
                counts.evidence());
    }

    private static RunSummary.Tokens tokens(Counts counts, double seconds) {
        return new RunSummary.Tokens(
                counts.inputTokens,
                counts.outputTokens,
                counts.arrivals,
                rate(counts.arrivals, seconds),
                counts.outputTokens == 0 ? null : (Double) ((double) counts.arrivalsWithUsage / counts.outputTokens));
    }

    private static double rate(long count, double seconds) {
        return seconds <= 0 ? 0 : count / seconds;
    }
}
