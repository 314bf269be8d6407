package io.tokenweir.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.histogram.ExponentialHistogram;
import io.tokenweir.report.check.Metric;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;

/** What a right topology and a right ledger would make of a synthetic run. */
public final class SyntheticResults {
    public final List<WindowResult> windows = new ArrayList<>();
    public final List<RunResult> results = new ArrayList<>();
    public final List<PartitionLedger> ledger = new ArrayList<>();

    private static final class Sums {
        private long records;
        private long hash;
        private long offered;
        private final Map<String, Long> requests = new TreeMap<>();
        private final Map<String, Long> attempts = new TreeMap<>();
        private final SyntheticReactions reactions = new SyntheticReactions();
        private long arrivals;
        private long input;
        private long output;
        private long cost;
        private final Map<Metric, ExponentialHistogram> histograms = new EnumMap<>(Metric.class);

        private Sums() {
            for (Metric metric : Metric.values()) {
                histograms.put(metric, new ExponentialHistogram());
            }
        }

        private void record(Metric metric, Long nanos) {
            if (nanos != null) {
                histograms.get(metric).record(nanos);
            }
        }

        private Aggregate aggregate(boolean run) {
            Function<Metric, io.tokenweir.events.Distribution> of =
                    metric -> histograms.get(metric).toAvro();
            Aggregate.Builder aggregate = Aggregate.newBuilder();
            reactions.into(aggregate);
            return aggregate
                    .setRecords(run ? records : 0)
                    .setRecordHash(run ? hash : 0)
                    .setOffered(offered)
                    .setStarted(offered)
                    .setDropped(0L)
                    .setRequests(requests)
                    .setAttempts(attempts)
                    .setArrivals(arrivals)
                    .setArrivalsByKind(new TreeMap<>())
                    .setSharedReadArrivals(0L)
                    .setInputTokens(input)
                    .setCachedInputTokens(0L)
                    .setOutputTokens(output)
                    .setReasoningTokens(0L)
                    .setCostPico(cost)
                    .setLateRecords(0L)
                    .setTtft(of.apply(Metric.TTFT))
                    .setTtftIntended(of.apply(Metric.TTFT_INTENDED))
                    .setTtfat(of.apply(Metric.TTFAT))
                    .setInterToken(of.apply(Metric.INTER_TOKEN))
                    .setTpot(of.apply(Metric.TPOT))
                    .setEndToEnd(of.apply(Metric.END_TO_END))
                    .setEndToEndIntended(of.apply(Metric.END_TO_END_INTENDED))
                    .setQueueWait(of.apply(Metric.QUEUE_WAIT))
                    .setRetryWait(of.apply(Metric.RETRY_WAIT))
                    .setTtfatIntended(of.apply(Metric.TTFAT_INTENDED))
                    .setRetryAfter(of.apply(Metric.RETRY_AFTER))
                    .setDecidedWait(of.apply(Metric.DECIDED_WAIT))
                    .build();
        }
    }

    private final NavigableMap<Long, Sums> seconds = new TreeMap<>();
    private final NavigableMap<Long, Sums> tens = new TreeMap<>();
    private final Map<String, NavigableMap<Long, Sums>> models = new TreeMap<>();
    private final Map<String, Sums> totals = new TreeMap<>();
    private final Sums run = new Sums();
    private final Map<String, Sums> places = new TreeMap<>();

    /** With records encoded as in the wire format, against a registry in this JVM. */
    public SyntheticResults(SyntheticRun synthetic) {
        this(synthetic, wire()::encode);
    }

    /** @param bytes how a record of a topic is encoded */
    public SyntheticResults(SyntheticRun synthetic, BiFunction<String, SpecificRecord, byte[]> bytes) {
        synthetic.requests.forEach(placed -> request(placed.partition(), placed.event(), bytes));
        synthetic.tokens.forEach(placed -> tokens(placed.partition(), placed.event(), bytes));
        seconds.forEach((second, sums) -> windows.add(window(key(Grouping.RUN, ""), 1, second, sums.aggregate(true))));
        tens.forEach((second, sums) -> windows.add(window(key(Grouping.RUN, ""), 10, second, sums.aggregate(true))));
        models.forEach((model, windowsOf) -> windowsOf.forEach(
                (second, sums) -> windows.add(window(key(Grouping.MODEL, model), 1, second, sums.aggregate(false)))));
        seconds.forEach((second, sums) -> windows.add(window(stage(), 1, second, sums.aggregate(false))));
        results.add(result(key(Grouping.RUN, ""), run.aggregate(true)));
        results.get(0).setKeys(SyntheticKeys.of(synthetic.requests));
        results.add(result(stage(), run.aggregate(false)));
        totals.forEach((model, sums) -> results.add(result(key(Grouping.MODEL, model), sums.aggregate(false))));
        places.forEach((place, sums) -> {
            int dash = place.lastIndexOf('-');
            ledger.add(new PartitionLedger(
                    place.substring(0, dash),
                    Integer.parseInt(place.substring(dash + 1)),
                    sums.records,
                    sums.hash,
                    0L,
                    sums.arrivals,
                    sums.input,
                    sums.output,
                    sums.cost,
                    sums.requests,
                    sums.attempts));
        });
    }

    /** The wire format of the tests. */
    public static AvroWire wire() {
        return AvroWire.of(Map.of("schema.registry.url", "mock://report"));
    }

    private void request(int partition, RequestEvent event, BiFunction<String, SpecificRecord, byte[]> bytes) {
        if (event.getSeries() == null) {
            return;
        }
        long hash = RecordHash.of(bytes.apply(SyntheticRun.REQUESTS, event));
        String place = SyntheticRun.REQUESTS + "-" + partition;
        for (Sums sums : all(
                place, event.getHeader().getEventTimeMicros(), event.getSeries().getModel())) {
            sums.records++;
            sums.hash += hash;
            sums.offered += event.getStarted() == null ? 0 : 1;
            sums.reactions.add(event);
            AttemptEnded attempt = event.getAttemptEnded();
            if (attempt != null) {
                sums.attempts.merge(attempt.getOutcome().name(), 1L, Long::sum);
                sums.input += attempt.getInputTokens();
                sums.output += attempt.getOutputTokens();
                sums.cost += attempt.getCostPico();
                sums.record(Metric.END_TO_END, attempt.getDurationNanos());
                sums.record(Metric.TPOT, attempt.getTpotNanos());
                sums.record(Metric.RETRY_AFTER, attempt.getRetryAfterNanos());
            }
            if (event.getDecision() != null && event.getDecision().getKind() == DecisionKind.OBEY_RETRY_AFTER) {
                sums.record(Metric.DECIDED_WAIT, event.getDecision().getWaitNanos());
            }
            if (event.getEnded() != null) {
                sums.requests.merge(event.getEnded().getOutcome().name(), 1L, Long::sum);
                sums.record(Metric.END_TO_END_INTENDED, event.getEnded().getDurationNanos());
                sums.record(Metric.QUEUE_WAIT, event.getEnded().getQueueWaitNanos());
                sums.record(Metric.RETRY_WAIT, event.getEnded().getRetryWaitNanos());
            }
        }
    }

    private void tokens(int partition, TokenEvent event, BiFunction<String, SpecificRecord, byte[]> bytes) {
        TokenChunk chunk = event.getChunk();
        if (chunk == null) {
            return;
        }
        long hash = RecordHash.of(bytes.apply(SyntheticRun.TOKENS, event));
        String place = SyntheticRun.TOKENS + "-" + partition;
        for (Sums sums : all(
                place, event.getHeader().getEventTimeMicros(), chunk.getSeries().getModel())) {
            sums.records++;
            sums.hash += hash;
            sums.arrivals += chunk.getGapsMicros().size();
            for (int i = chunk.getFirstArrival() == 0 ? 1 : 0;
                    i < chunk.getGapsMicros().size();
                    i++) {
                sums.record(Metric.INTER_TOKEN, chunk.getGapsMicros().get(i) * 1_000);
            }
            sums.record(Metric.TTFT, chunk.getTtftNanos());
            sums.record(Metric.TTFAT, chunk.getTtfatNanos());
            sums.record(
                    Metric.TTFT_INTENDED,
                    chunk.getTtftNanos() == null ? null : chunk.getTtftNanos() + chunk.getStartLagNanos());
            sums.record(
                    Metric.TTFAT_INTENDED,
                    chunk.getTtfatNanos() == null ? null : chunk.getTtfatNanos() + chunk.getStartLagNanos());
        }
    }

    private List<Sums> all(String place, long micros, String model) {
        long second = micros / 1_000_000;
        return List.of(
                run,
                places.computeIfAbsent(place, key -> new Sums()),
                seconds.computeIfAbsent(second, key -> new Sums()),
                tens.computeIfAbsent(second / 10 * 10, key -> new Sums()),
                totals.computeIfAbsent(model, key -> new Sums()),
                models.computeIfAbsent(model, key -> new TreeMap<>()).computeIfAbsent(second, key -> new Sums()));
    }

    private static SeriesKey key(Grouping grouping, String model) {
        return new SeriesKey(SyntheticRun.RUN, 0, Vantage.GENERATOR, grouping, "", "", "", model, "", "", "");
    }

    /** The only stage that the run has. */
    private static SeriesKey stage() {
        SeriesKey key = key(Grouping.STAGE, "");
        key.setScenario("chat");
        key.setStage("ramp");
        return key;
    }

    private static MeterHealth health() {
        return MeterHealth.newBuilder()
                .setLoopLagP99Nanos(300_000)
                .setLoopLagMaxNanos(900_000)
                .setWakeToStampP99Nanos(110_000)
                .setPauseMaxNanos(2_000_000)
                .setLatenessP99Nanos(400_000)
                .setLatenessMaxNanos(700_000)
                .setEventsWaiting(12)
                .setEventsLost(0)
                .build();
    }

    private WindowResult window(SeriesKey key, int size, long second, Aggregate aggregate) {
        long index = second - seconds.firstKey();
        Verdict verdict = index == 20 || index == 21 ? Verdict.INVALID : index == 33 ? Verdict.SUSPECT : Verdict.VALID;
        List<String> reasons = verdict == Verdict.VALID
                ? List.of()
                : List.of(verdict == Verdict.SUSPECT ? "lateness p99 3.1 ms" : "pause 212 ms");
        return WindowResult.newBuilder()
                .setSeries(key)
                .setWindowSeconds(size)
                .setWindowStartMicros(second * 1_000_000)
                .setWindowEndMicros((second + size) * 1_000_000)
                .setRevision(0)
                .setComplete(true)
                .setVerdict(verdict)
                .setVerdictReasons(reasons)
                .setErrorBoundNanos(410_000L)
                .setHealth(health())
                .setInFlight(0)
                .setWindow(aggregate)
                .setCumulative(aggregate)
                .setFigures(SyntheticReactions.figures(aggregate))
                .build();
    }

    private RunResult result(SeriesKey key, Aggregate aggregate) {
        int windowsOfRun = seconds.size();
        return RunResult.newBuilder()
                .setSeries(key)
                .setFirstWindowMicros(seconds.firstKey() * 1_000_000)
                .setLastWindowEndMicros((seconds.lastKey() + 1) * 1_000_000)
                .setComplete(true)
                .setWindows(windowsOfRun)
                .setValidWindows(windowsOfRun - 3)
                .setSuspectWindows(1)
                .setInvalidWindows(2)
                .setTotals(aggregate)
                .setTrusted(aggregate)
                .setFigures(SyntheticReactions.figures(aggregate))
                .build();
    }

    /** The counters as the sink's scrape endpoint would tell them. */
    public String prometheus() {
        String labels = "run_id=\"" + SyntheticRun.RUN + "\",segment=\"0\",vantage=\"generator\"";
        StringBuilder text = new StringBuilder("# TYPE weir_run_requests_total counter\n");
        run.requests.forEach((outcome, count) -> text.append(
                "weir_run_requests_total{%s,outcome=\"%s\"} %s%n".formatted(labels, outcome, (double) count)));
        run.attempts.forEach((outcome, count) -> text.append(
                "weir_run_attempts_total{%s,outcome=\"%s\"} %s%n".formatted(labels, outcome, (double) count)));
        text.append("weir_run_arrivals_total{%s} %s%n".formatted(labels, (double) run.arrivals));
        text.append("weir_run_input_tokens_total{%s} %s%n".formatted(labels, (double) run.input));
        text.append("weir_run_output_tokens_total{%s} %s%n".formatted(labels, (double) run.output));
        text.append("weir_run_cost_total{%s} %s%n".formatted(labels, run.cost / 1e12));
        return text.toString();
    }
}
