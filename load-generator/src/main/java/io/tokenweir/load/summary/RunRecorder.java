package io.tokenweir.load.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.load.certificate.ArrivalCertificate;
import io.tokenweir.protocol.outcome.Outcome;

/**
 * Everything that the summary of a run is made of. Give one {@link LoopRecorder} to each loop; when the loops have ended, make
 * the summary once.
 */
public final class RunRecorder implements AutoCloseable {
    /** 32 MiB of values in memory. */
    private static final int BLOCKS_IN_MEMORY = 512;

    private final MeasuredSpan span;
    private final ValueStore store = new ValueStore(BLOCKS_IN_MEMORY);
    private final List<LoopRecorder> loops = new ArrayList<>();

    public RunRecorder(MeasuredSpan span) {
        this.span = span;
    }

    public MeasuredSpan span() {
        return span;
    }

    /** For a loop, before it measures anything. */
    public synchronized LoopRecorder forLoop() {
        LoopRecorder recorder = new LoopRecorder(store);
        loops.add(recorder);
        return recorder;
    }

    /** What is known of a run beside its values. @param endNanos offset after which nothing was started or open */
    public record Facts(
            RunSummary.Run run,
            RunSummary.Target target,
            List<RunSummary.Load> load,
            long endNanos,
            String cutShort,
            SpanCost cost,
            List<MeterWindow> windows,
            long startedMicros,
            ReactionReport reactions,
            List<ArrivalCertificate> arrivalCertificates,
            Setup setup) {}

    /** Makes the summary; after the last loop has ended. Closes the store. */
    public RunSummary summary(Facts facts) throws InterruptedException {
        Counts counts = new Counts();
        SecondCounts bySecond = new SecondCounts(Counted.values().length);
        for (LoopRecorder loop : loops) {
            counts.add(loop.seal());
            bySecond.add(loop.bySecond());
        }
        store.seal();
        long end = Math.min(span.toNanos(), facts.endNanos());
        double seconds = Math.max(0, end - span.fromNanos()) / 1e9;
        MeterVerdict meter = new MeterVerdict(inSpan(facts, end));
        Map<String, RunSummary.Latency> latencies = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            ExactQuantiles values = store.quantiles(metric);
            LatencyBounds bounds = new LatencyBounds(values, store.zeros(metric, Scatter.seconds(seconds)));
            latencies.put(metric.text(), meter.judge(metric, values, store.mean(metric), bounds.millis()));
        }
        store.close();
        return new RunSummary(
                RunSummary.FORMAT,
                facts.run(),
                facts.target(),
                facts.load(),
                new RunSummary.Span(span.fromNanos() / 1e9, seconds, facts.cutShort()),
                latencies,
                requests(counts, seconds),
                attempts(counts),
                tokens(counts, seconds),
                facts.cost().cost(),
                meter.windows(),
                facts.arrivalCertificates(),
                facts.reactions(),
                new Scatter(bySecond, seconds).chance(),
                facts.setup());
    }

    private List<MeterWindow> inSpan(Facts facts, long endNanos) {
        long from = facts.startedMicros() + span.fromNanos() / 1_000;
        long to = facts.startedMicros() + endNanos / 1_000 + 1_000_000;
        return facts.windows().stream()
                .filter(window -> window.endMicros() > from && window.endMicros() < to)
                .toList();
    }

    private static RunSummary.Requests requests(Counts counts, double seconds) {
        long answered = counts.requests[Outcome.OK.ordinal()];
        return new RunSummary.Requests(
                counts.offered,
                counts.started,
                counts.dropped,
                answered,
                counts.good,
                rate(counts.offered, seconds),
                rate(counts.started, seconds),
                rate(answered, seconds),
                byOutcome(counts.requests));
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
                byOutcome(counts.attempts),
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

    private static Map<String, Long> byOutcome(long[] counts) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            if (counts[outcome.ordinal()] > 0) {
                found.put(outcome.name(), counts[outcome.ordinal()]);
            }
        }
        return found;
    }

    private static double rate(long count, double seconds) {
        return seconds <= 0 ? 0 : count / seconds;
    }

    @Override
    public void close() {
        store.close();
    }
}
