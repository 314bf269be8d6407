package io.tokenweir.report.runbook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tokenweir.common.audit.ReactionReport;
import io.tokenweir.common.outcome.Refusal;

/**
 * Everything that the runbook says, computed and ready to be shown; {@code runbook.json} is this tree. Times are UTC,
 * seconds since the Unix epoch where they name a second; durations in milliseconds; null where something is not known.
 */
public record RunbookData(
        String runId,
        String title,
        String target,
        Instant started,
        Instant ended,
        double durationSeconds,
        boolean cutShort,
        Verdict verdict,
        Onset onset,
        TruthOnset targetOnset,
        String targetAgreement,
        List<Path> paths,
        RetryAfter retryAfter,
        ReactionReport reactions,
        Totals totals,
        List<Model> models,
        List<Latency> latencies,
        ErrorBound errorBound,
        Meter meter,
        List<RunFacts.Phase> phases,
        RunFacts.Provisioning provisioning,
        String whoseReaction,
        String ledger,
        Boolean ledgerEqual,
        Again again,
        Walls walls,
        Curve curve,
        ChosenPath chosen,
        Proof proof,
        Felt felt,
        Layer layer,
        CostFigures costs,
        List<Advice> advice,
        Trust trust,
        List<Section> sections,
        List<Second> seconds) {

    /** How the page is headed. */
    public enum Level {
        /** Nothing was refused. */
        NOT_REACHED,
        /** Refused at a known point; nothing was declared of what should happen then. */
        REACHED,
        /** Refused while the meter was not valid. */
        SEEN,
        /** Refused, and every declared clause passed. */
        PASSED,
        /** A declared clause failed. */
        FAILED,
        /** A declared clause has too little evidence. */
        UNPROVEN,
        /** The reaction made the load worse. */
        STORM,
        /** The run ended before its time. */
        CUT_SHORT,
        /** The figures must not be quoted. */
        DOUBTFUL
    }

    Section section(String id) {
        return sections.stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public record Verdict(Level level, String sentence, String detail) {}

    /**
     * First second with at least three refusals for load.
     *
     * @param concurrency most admitted streams open at once in that second
     * @param tokensPerMinute input and output tokens of what was admitted in the minute that ends with it
     * @param verdict on the meter in that second: VALID, SUSPECT, INVALID, or UNKNOWN where there is no window
     * @param windowsAround windows at most five seconds before or after it, and how many of them are valid
     */
    public record Onset(
            long second,
            double sinceStartSeconds,
            long refusals,
            Map<Refusal, Long> causes,
            int concurrency,
            long tokensPerMinute,
            double offeredPerSecond,
            String verdict,
            int windowsAround,
            int validAround) {}

    /** The same second by the target's own log; {@code apartSeconds} is ours minus theirs. */
    public record TruthOnset(
            long second, long refusals, long concurrency, long tokensPerMinute, Long apartSeconds, boolean agrees) {}

    /** A degradation path that fired, with requests that took it. */
    public record Path(String kind, String name, String note, long count, List<Example> examples) {}

    /** @param answers how the target's log says it answered, in order; null when there is no such log */
    public record Example(String requestId, List<String> answers) {
        public Boolean foundAtTarget() {
            return answers == null ? null : !answers.isEmpty();
        }
    }

    /** Waits that were asked for against waits that were kept; {@code elsewhere} went to another model instead. */
    public record RetryAfter(
            long asked,
            long kept,
            long early,
            long elsewhere,
            long notRetried,
            long thenAnswered,
            Double askedP50Millis,
            Double askedMaxMillis,
            Double overP50Millis,
            Double overMaxMillis,
            double worstShortfallMillis,
            List<String> earlyExamples) {}

    public record Totals(
            long offered,
            long started,
            long dropped,
            Map<String, Long> requests,
            Map<String, Long> attempts,
            double amplification,
            long arrivals,
            long inputTokens,
            long outputTokens,
            long goodRequests,
            double cost,
            double wastedCost,
            String currency,
            int peakConcurrency,
            long peakTokensPerMinute) {
        long ended() {
            return requests.values().stream().mapToLong(Long::longValue).sum();
        }

        long answered() {
            return requests.getOrDefault("OK", 0L);
        }
    }

    public record Model(String model, long answered, long attempts, long outputTokens, double cost) {}

    /** A distribution; a percentile is null where there are too few samples for it. */
    public record Latency(
            String name,
            String definition,
            long n,
            Double p50Millis,
            Double p90Millis,
            Double p99Millis,
            Double p999Millis,
            Double maxMillis) {}

    /**
     * @param meterMillis the worst error bound of a TTFT over the windows that count
     * @param scope which samples the latencies leave out because the meter was not healthy; empty when none
     */
    public record ErrorBound(double bucketsPercent, Double meterMillis, String scope) {}

    /**
     * @param reasons why windows are not valid, the most frequent first
     * @param littlesLaw whether two countings of the open requests agree; empty when the run is too short
     */
    public record Meter(
            int windows,
            int valid,
            int suspect,
            int invalid,
            List<Span> spans,
            List<Reason> reasons,
            String littlesLaw) {}

    /** A bound that the meter passed, without the figures of each second, and in how many windows. */
    public record Reason(String verdict, String bound, int windows) {}

    /** Seconds in a row with one verdict that is not VALID. */
    public record Span(long fromSecond, long toSecond, String verdict, List<String> reasons) {}

    public record Again(
            String command, long seed, String scenarioSha256, String priceBook, Map<String, String> versions) {
        Section section() {
            String all = versions.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", "));
            return new Section(
                    "again",
                    "How to run it again",
                    List.of(
                            Section.Item.of("", command, ""),
                            Section.Item.of(
                                    "",
                                    "",
                                    "seed %d \u00b7 scenario SHA-256 %s \u00b7 price book %s \u00b7 %s"
                                            .formatted(seed, scenarioSha256, priceBook, all))));
        }
    }

    /** One second, for the charts. */
    public record Second(
            long second,
            long offered,
            long answered,
            int concurrency,
            long tokensPerMinute,
            Map<Refusal, Long> refused,
            long attempts,
            Double ttftP50Millis,
            Double ttftP99Millis,
            String verdict) {}
}
