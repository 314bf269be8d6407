package io.tokenweir.load.summary;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.load.ActionReport;
import io.tokenweir.load.certificate.ArrivalCertificate;

/**
 * Everything that the summary of a run is made of. Give one {@link LoopRecorders} to each loop, and every second that is over to
 * {@link #second}; when the loops have ended, make the summary once.
 */
public final class RunRecorder implements AutoCloseable {
    /** Of packed values, before a file is used. */
    private static final long BYTES_IN_MEMORY = 32L << 20;
    /** For each selection of a threshold. */
    private static final long BYTES_OF_A_SELECTION = 8L << 20;

    private final MeasuredSpan span;
    private final List<Threshold> thresholds;
    private final Map<SortedMap<String, String>, Part> parts = new LinkedHashMap<>();
    private final Part whole;

    /** @param thresholds of the run: what they select is recorded apart */
    public RunRecorder(MeasuredSpan span, List<Threshold> thresholds) {
        this.span = span;
        this.thresholds = List.copyOf(thresholds);
        this.whole = part(new TreeMap<>(), BYTES_IN_MEMORY);
        thresholds.forEach(threshold -> part(threshold.selection(), BYTES_OF_A_SELECTION));
    }

    private Part part(SortedMap<String, String> selection, long bytes) {
        return parts.computeIfAbsent(selection, key -> new Part(key, bytes, watched(key)));
    }

    /** Durations that may end the run, of one selection. */
    private Set<Metric> watched(SortedMap<String, String> selection) {
        Set<Metric> watched = EnumSet.noneOf(Metric.class);
        thresholds.stream()
                .filter(threshold ->
                        threshold.abortOnFail() && threshold.selection().equals(selection))
                .map(threshold -> Metric.of(threshold.metric()))
                .forEach(metric -> metric.ifPresent(watched::add));
        return watched;
    }

    public MeasuredSpan span() {
        return span;
    }

    /** For a loop, before it measures anything. */
    public LoopRecorders forLoop() {
        return new LoopRecorders(List.copyOf(parts.values()));
    }

    /**
     * A second is over. To be called by one thread, in order.
     *
     * @param ofLoops what {@link LoopRecorders#cut} gave for it, of each loop
     */
    public void second(Judgement judgement, List<List<SecondValues>> ofLoops) {
        boolean healthy = MeterVerdict.healthy(judgement);
        int at = 0;
        for (Part part : parts.values()) {
            int number = at++;
            part.second(ofLoops.stream().map(all -> all.get(number)).toList(), healthy);
        }
    }

    /**
     * Watches thresholds that may end the run; to be used by the thread that calls {@link #second}, after it.
     *
     * @param priced whether the run has prices
     * @param stop told why the run is to end
     */
    public ThresholdWatch watch(boolean priced, Consumer<String> stop) {
        return new ThresholdWatch(thresholds, new LiveFigures(parts, priced), span, stop);
    }

    /**
     * What is known of a run beside its values.
     *
     * @param endNanos offset after which nothing was started or open
     * @param actions null without any that fan out
     * @param currency null without prices
     * @param aborted the threshold that ended the run; null when none did
     */
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
            ActionReport actions,
            List<ArrivalCertificate> arrivalCertificates,
            Setup setup,
            String currency,
            ThresholdResult aborted) {}

    /** Makes the summary; after the last loop has ended. Closes the store. */
    public RunSummary summary(Facts facts) throws InterruptedException {
        Map<SortedMap<String, String>, Counts> counts = new LinkedHashMap<>();
        for (Part part : parts.values()) {
            counts.put(part.selection(), part.seal());
        }
        long end = Math.min(span.toNanos(), facts.endNanos());
        double seconds = Math.max(0, end - span.fromNanos()) / 1e9;
        MeterVerdict meter = new MeterVerdict(inSpan(facts, end), facts.startedMicros());
        Map<String, RunSummary.Latency> latencies = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            latencies.put(metric.text(), LatencyFigures.of(metric, whole.store(), meter, Scatter.seconds(seconds)));
        }
        RunSummary summary = SummaryCounts.of(
                facts,
                new RunSummary.Span(span.fromNanos() / 1e9, seconds, facts.cutShort()),
                latencies,
                meter,
                counts.get(whole.selection()),
                new Scatter(whole.bySecond(), seconds).chance());
        RunFigures figures = new RunFigures(parts, counts, summary, meter);
        List<ThresholdResult> judged = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            boolean endedIt =
                    facts.aborted() != null && facts.aborted().threshold().equals(threshold.text());
            judged.add(endedIt ? facts.aborted() : figures.judge(threshold));
        }
        close();
        return summary.withThresholds(judged);
    }

    private List<MeterWindow> inSpan(Facts facts, long endNanos) {
        long from = facts.startedMicros() + span.fromNanos() / 1_000;
        long to = facts.startedMicros() + endNanos / 1_000 + 1_000_000;
        return facts.windows().stream()
                .filter(window -> window.endMicros() > from && window.endMicros() < to)
                .toList();
    }

    @Override
    public void close() {
        parts.values().forEach(part -> part.store().close());
    }
}
