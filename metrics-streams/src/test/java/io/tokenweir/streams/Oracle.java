package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Decision;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEnded;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.Vantage;
import io.tokenweir.histogram.ExponentialHistogram;

/**
 * Recomputes results the plain way: every event adds its numbers, by name, to every series and window that it belongs to,
 * and lists of values become histograms at the very end. Shares nothing with the topology.
 */
public final class Oracle {
    /** Series and window start by size: what happened there. */
    private final Map<Integer, Map<SeriesKey, TreeMap<Long, Facts>>> bySize = new HashMap<>();

    private final Map<String, TreeSet<Long>> seenByLog = new HashMap<>();

    final KeyOracle keys = new KeyOracle();
    private boolean ticksKnown;

    public static final class Facts {
        final TreeMap<String, Long> lowest = new TreeMap<>();
        final TreeMap<String, Long> counts = new TreeMap<>();
        final TreeMap<String, List<Long>> values = new TreeMap<>();
    }

    public void request(RequestEvent event, long hash) {
        keys.request(event);
        String model = event.getSeries().getModel();
        long time = event.getHeader().getEventTimeMicros();
        String run = event.getHeader().getRunId();
        Facts facts = new Facts();
        Outcome outcome = null;
        if (event.getAttemptEnded() != null) {
            AttemptEnded attempt = event.getAttemptEnded();
            outcome = attempt.getOutcome();
            facts.counts.put("attempts." + outcome, 1L);
            facts.counts.put("inputTokens", attempt.getInputTokens());
            facts.counts.put("cachedInputTokens", attempt.getCachedInputTokens());
            facts.counts.put("outputTokens", attempt.getOutputTokens());
            facts.counts.put("reasoningTokens", attempt.getReasoningTokens());
            facts.counts.put("costPico", attempt.getCostPico());
            facts.counts.put("wastedCostPico", outcome == Outcome.OK ? 0 : attempt.getCostPico());
            facts.values.put("endToEnd", List.of(attempt.getDurationNanos()));
            if (attempt.getTpotNanos() != null) {
                facts.values.put("tpot", List.of(attempt.getTpotNanos()));
            }
            if (attempt.getRetryAfterNanos() != null) {
                facts.values.put("retryAfter", List.of(attempt.getRetryAfterNanos()));
            }
            attempt.getHeadroomPpm().forEach((axis, ppm) -> {
                facts.counts.put("limitAnswers." + axis, 1L);
                facts.counts.put("headroom." + axis, ppm);
                facts.lowest.put(axis, ppm);
            });
        } else if (event.getEnded() != null) {
            RequestEnded ended = event.getEnded();
            outcome = ended.getOutcome();
            facts.counts.put("requests." + outcome, 1L);
            facts.counts.put("goodRequests", ended.getSloMet() ? 1L : 0L);
            facts.counts.put("goodOutputTokens", ended.getSloMet() ? ended.getOutputTokens() : 0L);
            facts.values.put("endToEndIntended", List.of(ended.getDurationNanos()));
            facts.values.put("queueWait", List.of(ended.getQueueWaitNanos()));
            facts.values.put("retryWait", List.of(ended.getRetryWaitNanos()));
            facts.counts.put("attemptedRequests", ended.getAttempts() >= 1 ? 1L : 0L);
            facts.counts.put("endedAttempts", (long) ended.getAttempts());
            facts.counts.put("retriedRequests", ended.getAttempts() >= 2 ? 1L : 0L);
            ended.getPaths().forEach(path -> facts.counts.put("path." + path, 1L));
        } else if (event.getDecision() != null) {
            facts.counts.put("decisions." + event.getDecision().getKind(), 1L);
            decided(event.getDecision(), facts);
        }
        add(run, Grouping.MODEL, model, "", time, facts);
        add(run, Grouping.STAGE, "", "", time, facts);
        if (outcome != null) {
            add(run, Grouping.OUTCOME, model, outcome.name(), time, facts);
        }
        addRun(run, time, hash, facts);
    }

    public void tokens(TokenEvent event, long hash) {
        TokenChunk chunk = event.getChunk();
        String run = event.getHeader().getRunId();
        long time = event.getHeader().getEventTimeMicros();
        Facts facts = new Facts();
        facts.counts.put("arrivals", (long) chunk.getGapsMicros().size());
        facts.counts.put("byKind.CONTENT", (long) chunk.getGapsMicros().size());
        List<Long> gaps = new ArrayList<>();
        for (int i = 0; i < chunk.getGapsMicros().size(); i++) {
            if (chunk.getFirstArrival() + i > 0) {
                gaps.add(chunk.getGapsMicros().get(i) * 1000);
            }
        }
        facts.values.put("interToken", gaps);
        if (chunk.getTtftNanos() != null) {
            facts.values.put("ttft", List.of(chunk.getTtftNanos()));
            facts.values.put("ttftIntended", List.of(chunk.getTtftNanos() + chunk.getStartLagNanos()));
            facts.values.put("ttfat", List.of(chunk.getTtfatNanos()));
            facts.values.put("ttfatIntended", List.of(chunk.getTtfatNanos() + chunk.getStartLagNanos()));
        }
        add(run, Grouping.STAGE, "", "", time, facts);
        add(run, Grouping.MODEL, chunk.getSeries().getModel(), "", time, facts);
        addRun(run, time, hash, facts);
    }

    private static void decided(Decision decision, Facts facts) {
        if (decision.getAskedWaitNanos() == null) {
            return;
        }
        long asked = decision.getAskedWaitNanos();
        long wait = decision.getWaitNanos();
        facts.values.put("decidedWait", List.of(wait));
        facts.counts.put("askedWaits", 1L);
        facts.counts.put("earlyWaits", wait < asked - 1_000_000 ? 1L : 0L);
        facts.counts.put("lateWaits", wait >= asked + 1_000_000_000 ? 1L : 0L);
        facts.counts.put("earlyNanos", wait < asked - 1_000_000 ? asked - wait : 0L);
        facts.counts.put("beyondNanos", Math.max(0, wait - asked));
    }

    /**
     * One record of any kind, in the order of its log.
     *
     * @param log topic, partition and source
     * @param control whether it is a tick or an end marker, which belong to the second that ends with them
     * @return whether it may be counted: false for one that came before
     */
    public boolean sequence(String log, EventHeader header, boolean control) {
        return sequence(log, key(header.getRunId(), Grouping.RUN, "", ""), header, control);
    }

    /** @param audited the series that tells of the log's records */
    boolean sequence(String log, SeriesKey audited, EventHeader header, boolean control) {
        TreeSet<Long> seen = seenByLog.computeIfAbsent(log, l -> new TreeSet<>());
        long next = seen.isEmpty() ? 0 : seen.last() + 1;
        Facts facts = new Facts();
        boolean fresh = seen.add(header.getSeq());
        facts.counts.put("duplicateRecords", fresh ? 0L : 1L);
        facts.counts.put("missingRecords", !fresh ? 0L : header.getSeq() < next ? -1L : header.getSeq() - next);
        long time = header.getEventTimeMicros() - (control ? 1 : 0);
        add(audited, time, facts);
        return fresh;
    }

    /** @param lagMicros append time of a tick minus its watermark */
    public void tick(String run, long watermarkMicros, long lagMicros) {
        ticksKnown = true;
        Facts facts = new Facts();
        facts.values.put("tickLag", List.of(Math.max(0, lagMicros) * 1000));
        add(run, Grouping.RUN, "", "", watermarkMicros - 1, facts);
    }

    /** An account's step, or what a source said. */
    void side(SeriesKey series, long time, Facts facts) {
        add(series, time, facts);
    }

    /** @param watermarkMicros the tick's; its counts belong to the second before */
    public void offered(String run, long watermarkMicros, long offered) {
        Facts facts = new Facts();
        facts.counts.put("offered", offered);
        facts.counts.put("started", offered);
        add(run, Grouping.RUN, "", "", watermarkMicros - 1, facts);
    }

    /** Whether it was told when ticks were appended; on a real broker it is not. */
    boolean knowsTickLags() {
        return ticksKnown;
    }

    /** What happened per series in windows of one size; size 0 is the whole run. */
    public Map<SeriesKey, TreeMap<Long, Facts>> windows(int seconds) {
        return bySize.getOrDefault(seconds, Map.of());
    }

    private void addRun(String run, long time, long hash, Facts facts) {
        Facts withRecord = new Facts();
        withRecord.counts.putAll(facts.counts);
        withRecord.values.putAll(facts.values);
        withRecord.lowest.putAll(facts.lowest);
        withRecord.counts.put("records", 1L);
        withRecord.counts.put("recordHash", hash);
        add(run, Grouping.RUN, "", "", time, withRecord);
    }

    private void add(String run, Grouping grouping, String model, String outcome, long time, Facts facts) {
        add(key(run, grouping, model, outcome), time, facts);
    }

    private static SeriesKey key(String run, Grouping grouping, String model, String outcome) {
        boolean plain = grouping == Grouping.RUN;
        return new SeriesKey(
                run,
                0,
                Vantage.GENERATOR,
                grouping,
                plain ? "" : "chat",
                plain ? "" : "steady",
                plain || grouping == Grouping.STAGE ? "" : "openai",
                model,
                outcome,
                "",
                "");
    }

    private void add(SeriesKey key, long time, Facts facts) {
        for (int seconds : new int[] {0, 1, 10, 60}) {
            long start = seconds == 0 ? 0 : time - time % (seconds * 1_000_000L);
            Facts window = bySize.computeIfAbsent(seconds, s -> new HashMap<>())
                    .computeIfAbsent(key, k -> new TreeMap<>())
                    .computeIfAbsent(start, s -> new Facts());
            facts.counts.forEach((name, count) -> window.counts.merge(name, count, Long::sum));
            facts.lowest.forEach((name, ppm) -> window.lowest.merge(name, ppm, Math::min));
            facts.values.forEach((name, values) ->
                    window.values.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
        }
    }

    /** The record that these facts must give, late records aside. */
    public static Aggregate aggregate(Facts facts) {
        return Aggregate.newBuilder()
                .setRecords(count(facts, "records"))
                .setRecordHash(count(facts, "recordHash"))
                .setOffered(count(facts, "offered"))
                .setStarted(count(facts, "started"))
                .setDropped(0)
                .setRequests(breakdown(facts, "requests."))
                .setAttempts(breakdown(facts, "attempts."))
                .setDecisions(breakdown(facts, "decisions."))
                .setArrivals(count(facts, "arrivals"))
                .setArrivalsByKind(breakdown(facts, "byKind."))
                .setSharedReadArrivals(0)
                .setInputTokens(count(facts, "inputTokens"))
                .setCachedInputTokens(count(facts, "cachedInputTokens"))
                .setOutputTokens(count(facts, "outputTokens"))
                .setReasoningTokens(count(facts, "reasoningTokens"))
                .setCostPico(count(facts, "costPico"))
                .setWastedCostPico(count(facts, "wastedCostPico"))
                .setGoodRequests(count(facts, "goodRequests"))
                .setGoodOutputTokens(count(facts, "goodOutputTokens"))
                .setLateRecords(0)
                .setTtft(distribution(facts, "ttft"))
                .setTtftIntended(distribution(facts, "ttftIntended"))
                .setTtfat(distribution(facts, "ttfat"))
                .setInterToken(distribution(facts, "interToken"))
                .setTpot(distribution(facts, "tpot"))
                .setEndToEnd(distribution(facts, "endToEnd"))
                .setEndToEndIntended(distribution(facts, "endToEndIntended"))
                .setQueueWait(distribution(facts, "queueWait"))
                .setRetryWait(distribution(facts, "retryWait"))
                .setDuplicateRecords(count(facts, "duplicateRecords"))
                .setMissingRecords(count(facts, "missingRecords"))
                .setAttemptedRequests(count(facts, "attemptedRequests"))
                .setEndedAttempts(count(facts, "endedAttempts"))
                .setRetriedRequests(count(facts, "retriedRequests"))
                .setRequestsByPath(breakdown(facts, "path."))
                .setAskedWaits(count(facts, "askedWaits"))
                .setEarlyWaits(count(facts, "earlyWaits"))
                .setLateWaits(count(facts, "lateWaits"))
                .setEarlyNanos(count(facts, "earlyNanos"))
                .setBeyondNanos(count(facts, "beyondNanos"))
                .setLimitAnswers(breakdown(facts, "limitAnswers."))
                .setHeadroomPpm(breakdown(facts, "headroom."))
                .setLowestHeadroomPpm(facts.lowest)
                .setRetryAfter(orNull(facts, "retryAfter"))
                .setDecidedWait(orNull(facts, "decidedWait"))
                .setTtfatIntended(orNull(facts, "ttfatIntended"))
                .setTickLag(orNull(facts, "tickLag"))
                .setProvisioning(SideOracle.provisioning(facts))
                .setSystem(SideOracle.system(facts))
                .build();
    }

    static long count(Facts facts, String name) {
        return facts.counts.getOrDefault(name, 0L);
    }

    static Map<String, Long> breakdown(Facts facts, String prefix) {
        Map<String, Long> names = new TreeMap<>();
        facts.counts.forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                names.put(name.substring(prefix.length()), count);
            }
        });
        return names;
    }

    private static Distribution orNull(Facts facts, String name) {
        return facts.values.getOrDefault(name, List.of()).isEmpty() ? null : distribution(facts, name);
    }

    static Distribution distribution(Facts facts, String name) {
        ExponentialHistogram histogram = new ExponentialHistogram();
        facts.values.getOrDefault(name, List.of()).forEach(histogram::record);
        return histogram.toAvro();
    }
}
