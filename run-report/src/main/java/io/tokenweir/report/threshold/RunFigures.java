package io.tokenweir.report.threshold;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.RunResult;

/** What thresholds may be put on, and its value in a finished run. Latencies are in milliseconds. Pure. */
public final class RunFigures {
    private static final Map<String, Function<Aggregate, Distribution>> LATENCIES = Map.of(
            "ttft", Aggregate::getTtft,
            "ttftIntended", Aggregate::getTtftIntended,
            "ttfat", Aggregate::getTtfat,
            "interToken", Aggregate::getInterToken,
            "tpot", Aggregate::getTpot,
            "endToEnd", Aggregate::getEndToEnd,
            "endToEndIntended", Aggregate::getEndToEndIntended,
            "queueWait", Aggregate::getQueueWait,
            "retryWait", Aggregate::getRetryWait);
    private static final Set<String> COUNTED = Set.of("answered", "good", "refused", "dropped", "requests", "attempts");

    private RunFigures() {}

    static void requireKnown(String metric) {
        if (!LATENCIES.containsKey(metric) && !COUNTED.contains(metric)) {
            throw new IllegalArgumentException("There is no metric '" + metric + "' to put a threshold on; known are "
                    + Stream.concat(LATENCIES.keySet().stream(), COUNTED.stream())
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    static boolean isLatency(String metric) {
        return LATENCIES.containsKey(metric);
    }

    /** The figure, or null when the run has too few samples for it. */
    static Double value(RunResult run, Threshold threshold) {
        Aggregate totals = run.getTotals();
        Function<Aggregate, Distribution> latency = LATENCIES.get(threshold.metric());
        return latency == null
                ? counted(totals, threshold)
                : latency(latency.apply(trusted(run)), threshold.aggregate());
    }

    /** Latencies of the windows in which the meter was healthy enough. */
    private static Aggregate trusted(RunResult run) {
        return run.getTrusted() == null ? run.getTotals() : run.getTrusted();
    }

    private static Double latency(Distribution values, String aggregate) {
        return switch (aggregate) {
            case "p(50)" -> millis(values.getP50Nanos());
            case "p(90)" -> millis(values.getP90Nanos());
            case "p(95)" -> millis(values.getP95Nanos());
            case "p(99)" -> millis(values.getP99Nanos());
            case "p(99.9)" -> millis(values.getP999Nanos());
            case "avg" -> values.getCount() == 0 ? null : values.getSumNanos() / 1e6 / values.getCount();
            case "min" -> values.getCount() == 0 ? null : values.getMinNanos() / 1e6;
            case "max" -> values.getCount() == 0 ? null : values.getMaxNanos() / 1e6;
            case "count" -> (double) values.getCount();
            default ->
                throw new IllegalArgumentException(
                        "A latency has p(50), p(90), p(95), p(99), p(99.9), avg, min, max and count, not " + aggregate
                                + ".");
        };
    }

    private static Double counted(Aggregate totals, Threshold threshold) {
        double requests = sum(totals.getRequests());
        double attempts = sum(totals.getAttempts());
        double count = switch (threshold.metric()) {
            case "answered" -> totals.getRequests().getOrDefault("OK", 0L);
            case "good" -> totals.getGoodRequests();
            case "refused" -> Refusal.total(totals.getAttempts());
            case "dropped" -> totals.getDropped();
            case "attempts" -> attempts;
            default -> requests;
        };
        if (threshold.aggregate().equals("count")) {
            return count;
        }
        if (!threshold.aggregate().equals("rate")) {
            throw new IllegalArgumentException(
                    threshold.metric() + " has count and rate, not " + threshold.aggregate() + ".");
        }
        double whole = threshold.metric().equals("refused") ? attempts : requests;
        return whole == 0 ? null : count / whole;
    }

    private static double sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Double millis(Long nanos) {
        return nanos == null ? null : nanos / 1e6;
    }
}
