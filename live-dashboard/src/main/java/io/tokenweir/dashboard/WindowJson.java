package io.tokenweir.dashboard;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowResult;

/**
 * What the page gets of a result: about a tenth of the record.
 *
 * <p>A window: {@code s} series, {@code seg} segment, {@code w} size in seconds, {@code t} start in seconds since the Unix
 * epoch, {@code rev} revision, {@code complete}, {@code verdict}, {@code why} (bounds passed), {@code err} (error bound,
 * ns), {@code lag} (from the window's end until this process held the result, us), {@code inFlight}, {@code now} (what the
 * tiles show, per second: the {@link Headline} of the terminal's line), {@code health}, then the aggregate. An aggregate: exact counts as they stand in the record, {@code refused} (attempts that the provider turned
 * away, by {@link Refusal}), and of each distribution {@code n}, quantiles, {@code max} and {@code tail} (the name of
 * the highest quantile that n supports). Buckets, sums, hashes and the distributions that no chart shows stay behind.
 */
final class WindowJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private WindowJson() {}

    /** Names a series within its run, the segment excluded: {@code GENERATOR} or {@code GENERATOR/chat/ramp/openai/m1}. */
    static String seriesName(SeriesKey key) {
        String vantage = key.getVantage().name();
        return key.getGrouping() == Grouping.RUN
                ? vantage
                : String.join("/", vantage, key.getScenario(), key.getStage(), key.getProvider(), key.getModel());
    }

    /** The trimmed window, held at {@code receivedMicros}; what {@link WindowMerge} made of its revisions. */
    static Row row(WindowResult result, int partition, long offset, long receivedMicros) {
        SeriesKey key = result.getSeries();
        String series = seriesName(key);
        long startMicros = result.getWindowStartMicros();
        Headline headline = Headline.of(result, receivedMicros);
        ObjectNode window = NODES.objectNode()
                .put("s", series)
                .put("seg", key.getSegment())
                .put("w", result.getWindowSeconds())
                .put("t", startMicros / 1_000_000)
                .put("rev", result.getRevision())
                .put("complete", result.getComplete())
                .put("verdict", result.getVerdict().name())
                .put("err", result.getErrorBoundNanos())
                .put("lag", headline.lagMicros())
                .put("inFlight", headline.inFlight());
        window.putObject("now")
                .put("offered", headline.offeredPerSecond())
                .put("achieved", headline.achievedPerSecond())
                .put("arrivals", headline.arrivalsPerSecond())
                .put("refused", headline.refusedPerSecond());
        strings(window, "why", result.getVerdictReasons());
        if (result.getHealth() != null) {
            window.set("health", health(result.getHealth()));
        }
        aggregate(window, result.getWindow());
        ObjectNode totals = NODES.objectNode().put("s", series).put("seg", key.getSegment());
        aggregate(totals, result.getCumulative());
        return new Row(
                key.getRunId(),
                series,
                key.getSegment(),
                result.getWindowSeconds(),
                startMicros,
                partition,
                offset,
                window.toString(),
                totals.toString());
    }

    /** The totals of a finished run or segment. */
    static ObjectNode result(RunResult result) {
        ObjectNode node = NODES.objectNode()
                .put("s", seriesName(result.getSeries()))
                .put("seg", result.getSeries().getSegment())
                .put("firstWindow", result.getFirstWindowMicros() / 1_000_000)
                .put("lastWindowEnd", result.getLastWindowEndMicros() / 1_000_000)
                .put("complete", result.getComplete())
                .put("windows", result.getWindows())
                .put("valid", result.getValidWindows())
                .put("suspect", result.getSuspectWindows())
                .put("invalid", result.getInvalidWindows());
        aggregate(node, result.getTotals());
        Aggregate trusted = result.getTrusted();
        boolean any = trusted == null || trusted.getEndToEnd().getCount() > 0;
        node.put("trusted", any);
        if (trusted != null && any) {
            latencies(node, trusted);
        }
        return node;
    }

    private static void aggregate(ObjectNode node, Aggregate aggregate) {
        node.put("offered", aggregate.getOffered())
                .put("started", aggregate.getStarted())
                .put("dropped", aggregate.getDropped())
                .put("arrivals", aggregate.getArrivals())
                .put("inTokens", aggregate.getInputTokens())
                .put("outTokens", aggregate.getOutputTokens())
                .put("reasoning", aggregate.getReasoningTokens())
                .put("costPico", aggregate.getCostPico())
                .put("wastedPico", aggregate.getWastedCostPico())
                .put("good", aggregate.getGoodRequests())
                .put("goodTokens", aggregate.getGoodOutputTokens())
                .put("late", aggregate.getLateRecords());
        counts(node, "requests", aggregate.getRequests());
        counts(node, "attempts", aggregate.getAttempts());
        counts(node, "decisions", aggregate.getDecisions());
        ObjectNode refused = node.putObject("refused");
        Refusal.count(aggregate.getAttempts()).forEach((cause, attempts) -> refused.put(cause.label(), attempts));
        latencies(node, aggregate);
    }

    private static void latencies(ObjectNode node, Aggregate aggregate) {
        node.set("ttft", distribution(aggregate.getTtft()));
        node.set("ttftIntended", distribution(aggregate.getTtftIntended()));
        node.set("interToken", distribution(aggregate.getInterToken()));
        node.set("tpot", distribution(aggregate.getTpot()));
        node.set("endToEnd", distribution(aggregate.getEndToEnd()));
    }

    private static ObjectNode distribution(Distribution distribution) {
        ObjectNode node = NODES.objectNode().put("n", distribution.getCount());
        Tail tail = Tail.of(distribution);
        if (tail != null) {
            node.put("tail", tail.name())
                    .put("p50", distribution.getP50Nanos())
                    .put("p90", distribution.getP90Nanos())
                    .put("p95", distribution.getP95Nanos())
                    .put("p99", distribution.getP99Nanos())
                    .put("max", distribution.getMaxNanos());
        }
        return node;
    }

    private static ObjectNode health(MeterHealth health) {
        return NODES.objectNode()
                .put("loopLagP99", health.getLoopLagP99Nanos())
                .put("wakeToStampP99", health.getWakeToStampP99Nanos())
                .put("pauseMax", health.getPauseMaxNanos())
                .put("latenessP99", health.getLatenessP99Nanos())
                .put("canaryP99", health.getCanaryErrorP99Nanos())
                .put("runQueue", health.getRunQueueNanos())
                .put("eventsWaiting", health.getEventsWaiting())
                .put("eventsOnDisk", health.getEventsOnDisk())
                .put("eventsLost", health.getEventsLost());
    }

    private static void counts(ObjectNode node, String name, Map<String, Long> counts) {
        ObjectNode child = node.putObject(name);
        counts.forEach((key, count) -> {
            if (count != 0) {
                child.put(key, count);
            }
        });
    }

    private static void strings(ObjectNode node, String name, List<String> values) {
        values.forEach(node.putArray(name)::add);
    }
}
