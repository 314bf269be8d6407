package io.tokenweir.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.RunRecord;
import io.tokenweir.events.RunRecordKind;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.serde.AvroWire;

/**
 * A run as the topology would report it: a ramp through a provider's limit and back, with refusals, a fall-back model, and a
 * pause of the meter. Seeded, so that every test sees the same run.
 */
final class SampleRun {
    private static final int LIMIT = 60;

    static {
        // Avro's builders copy our records only once the wire format has told it to trust them.
        AvroWire.of(Map.of("schema.registry.url", "mock://sample"));
    }

    private final String runId;
    private final long startSeconds;
    private final Random random = new Random(7);
    private final Map<String, Long> costByModel = new HashMap<>();
    private final Map<String, Map<String, Long>> soFar = new HashMap<>();

    SampleRun(String runId, long startSeconds) {
        this.runId = runId;
        this.startSeconds = startSeconds;
    }

    RunRecord started() {
        return told(RunRecordKind.RUN_STARTED, 0).build();
    }

    RunRecord stage(String name, int second) {
        return told(RunRecordKind.STAGE, second).setStage(name).build();
    }

    RunRecord ended(int second) {
        return told(RunRecordKind.RUN_ENDED, second).build();
    }

    /** The window of the whole run that starts at a second of the run. */
    WindowResult second(int second) {
        return window(second, Grouping.RUN, "", 1.0);
    }

    /** The window of one model. */
    WindowResult model(int second, String model, double share) {
        return window(second, Grouping.MODEL, model, share);
    }

    private WindowResult window(int second, Grouping grouping, String model, double share) {
        double load = 20 + 70 * Math.sin(Math.min(1.0, second / 240.0) * Math.PI);
        int offered = (int) Math.round((load + random.nextGaussian() * 3) * share);
        int refused = (int) Math.max(0, Math.round((load - LIMIT) * 1.6 * share));
        int done = Math.max(0, offered - refused / 2);
        boolean paused = second % 97 > 90 && second % 97 < 94;
        boolean near = second % 97 == 90 || second % 97 == 94;
        double slow = 1 + Math.max(0, load - 45) / 40;
        Aggregate window = aggregate(offered, done, refused, slow, paused ? 220 : 0);
        String outcomeSum = grouping + model;
        long cost = costByModel.merge(outcomeSum, window.getCostPico(), Long::sum);
        Map<String, Long> sums = soFar.computeIfAbsent(outcomeSum, key -> new HashMap<>());
        window.getAttempts().forEach((outcome, n) -> sums.merge(outcome, n, Long::sum));
        Aggregate cumulative = Aggregate.newBuilder(window)
                .setCostPico(cost)
                .setWastedCostPico(cost / 40)
                .setAttempts(new HashMap<>(sums))
                .setRequests(new HashMap<>(Map.of("OK", sums.get("OK"), "SHED", 3L)))
                .setOffered(sums.get("OK"))
                .setDecisions(Map.of("OBEY_RETRY_AFTER", sums.getOrDefault("RATE_REQUESTS", 0L), "FALL_BACK", 11L))
                .build();
        long startMicros = (startSeconds + second) * 1_000_000;
        return WindowResult.newBuilder()
                .setSeries(key(grouping, model))
                .setWindowSeconds(1)
                .setWindowStartMicros(startMicros)
                .setWindowEndMicros(startMicros + 1_000_000)
                .setRevision(0)
                .setComplete(true)
                .setVerdict(paused ? Verdict.INVALID : near ? Verdict.SUSPECT : Verdict.VALID)
                .setVerdictReasons(
                        paused
                                ? List.of("pause 203 ms > 20 ms")
                                : near ? List.of("loop lag p99 3.1 ms > 2.5 ms") : List.of())
                .setErrorBoundNanos(paused ? 205_000_000L : 410_000L)
                .setHealth(health(paused))
                .setInFlight(grouping == Grouping.RUN ? (int) (load * slow * 1.7) : 0)
                .setWindow(window)
                .setCumulative(cumulative)
                .build();
    }

    private SeriesKey key(Grouping grouping, String model) {
        boolean byModel = grouping == Grouping.MODEL;
        return new SeriesKey(
                runId,
                0,
                Vantage.GENERATOR,
                grouping,
                byModel ? "chat" : "",
                byModel ? "ramp" : "",
                byModel ? "openai" : "",
                model,
                "",
                "",
                "");
    }

    private Aggregate aggregate(int offered, int done, int refused, double slow, int pauseMillis) {
        Map<String, Long> attempts = new HashMap<>();
        attempts.put("OK", (long) done);
        if (refused > 0) {
            attempts.put("RATE_REQUESTS", (long) (refused * 0.6));
            attempts.put("RATE_TOKENS", (long) (refused * 0.25));
            attempts.put("CONCURRENCY", (long) (refused * 0.1));
            attempts.put("QUOTA", (long) (refused > 12 ? 2 : 0));
        }
        long tokens = done * 42L + random.nextInt(60);
        return Aggregate.newBuilder()
                .setRecords(offered * 2L)
                .setRecordHash(0)
                .setOffered(offered)
                .setStarted(Math.max(0, offered - refused / 6))
                .setDropped(0)
                .setRequests(new HashMap<>(Map.of("OK", (long) done)))
                .setAttempts(attempts)
                .setDecisions(Map.of("OBEY_RETRY_AFTER", (long) refused))
                .setArrivals(tokens)
                .setArrivalsByKind(Map.of("CONTENT", tokens))
                .setSharedReadArrivals(3)
                .setInputTokens(done * 180L)
                .setCachedInputTokens(0)
                .setOutputTokens(tokens - 20)
                .setReasoningTokens(0)
                .setCostPico(done * 180L * 150_000 + tokens * 600_000)
                .setWastedCostPico(refused * 1_000_000L)
                .setGoodRequests(done)
                .setGoodOutputTokens(tokens)
                .setLateRecords(0)
                .setTtft(durations(done, 240 * slow + pauseMillis, 0.35))
                .setTtftIntended(durations(done, 260 * slow * slow + pauseMillis, 0.4))
                .setTtfat(durations(done, 240 * slow, 0.35))
                .setInterToken(durations((int) tokens, 19 * slow + pauseMillis / 8.0, 0.25))
                .setTpot(durations(done, 20 * slow, 0.1))
                .setEndToEnd(durations(done, 1300 * slow, 0.3))
                .setEndToEndIntended(durations(done, 1400 * slow, 0.3))
                .setQueueWait(durations(done, 2, 0.3))
                .setRetryWait(durations(refused, 900, 0.3))
                .build();
    }

    private Distribution durations(int n, double medianMillis, double spread) {
        ExponentialHistogram histogram = new ExponentialHistogram();
        for (int i = 0; i < n; i++) {
            histogram.record((long) (medianMillis * 1e6 * Math.exp(random.nextGaussian() * spread)));
        }
        return histogram.toAvro();
    }

    private static MeterHealth health(boolean paused) {
        return MeterHealth.newBuilder()
                .setLoopLagP99Nanos(paused ? 203_000_000 : 300_000)
                .setLoopLagMaxNanos(paused ? 203_000_000 : 900_000)
                .setWakeToStampP99Nanos(110_000)
                .setPauseMaxNanos(paused ? 203_000_000 : 3_200_000)
                .setLatenessP99Nanos(1_100_000)
                .setLatenessMaxNanos(1_900_000)
                .setEventsWaiting(41)
                .setEventsLost(0)
                .build();
    }

    private RunRecord.Builder told(RunRecordKind kind, int second) {
        return RunRecord.newBuilder()
                .setRunId(runId)
                .setSegment(0)
                .setKind(kind)
                .setInstance("meter-1")
                .setEpoch(1)
                .setLedger(List.of())
                .setTimeMicros((startSeconds + second) * 1_000_000)
                .setConfig(Map.of("target", "http://127.0.0.1:8443 (simulator)", "currency", "USD"));
    }
}
