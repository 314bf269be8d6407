package io.tokenweir.report.query;

import java.util.List;
import java.util.Map;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.histogram.ExponentialHistogram;

/** A window of one second of a MODEL series, with three times to first token of 4 ms. */
final class SyntheticWindow {
    private SyntheticWindow() {}

    static WindowResult of(long startMicros, String model, Map<String, Long> requests) {
        Aggregate aggregate = aggregate(requests);
        return WindowResult.newBuilder()
                .setSeries(new SeriesKey(
                        "run", 0, Vantage.GENERATOR, Grouping.MODEL, "chat", "main", "openai", model, "", "", ""))
                .setWindowSeconds(1)
                .setWindowStartMicros(startMicros)
                .setWindowEndMicros(startMicros + 1_000_000)
                .setRevision(0)
                .setComplete(true)
                .setVerdict(Verdict.VALID)
                .setVerdictReasons(List.of())
                .setInFlight(0)
                .setWindow(aggregate)
                .setCumulative(aggregate)
                .build();
    }

    private static Aggregate aggregate(Map<String, Long> requests) {
        ExponentialHistogram ttft = new ExponentialHistogram();
        for (int i = 0; i < 3; i++) {
            ttft.record(4_000_000);
        }
        ExponentialHistogram none = new ExponentialHistogram();
        return Aggregate.newBuilder()
                .setRecords(9)
                .setRecordHash(0)
                .setOffered(9)
                .setStarted(9)
                .setDropped(0)
                .setRequests(requests)
                .setAttempts(requests)
                .setDecisions(Map.of())
                .setArrivals(3)
                .setArrivalsByKind(Map.of("CONTENT", 3L))
                .setSharedReadArrivals(0)
                .setInputTokens(10)
                .setCachedInputTokens(0)
                .setOutputTokens(5)
                .setReasoningTokens(0)
                .setCostPico(3)
                .setWastedCostPico(0)
                .setGoodRequests(9)
                .setGoodOutputTokens(5)
                .setLateRecords(0)
                .setTtft(ttft.toAvro())
                .setTtftIntended(ttft.toAvro())
                .setTtfat(ttft.toAvro())
                .setInterToken(none.toAvro())
                .setTpot(none.toAvro())
                .setEndToEnd(none.toAvro())
                .setEndToEndIntended(none.toAvro())
                .setQueueWait(none.toAvro())
                .setRetryWait(none.toAvro())
                .build();
    }
}
