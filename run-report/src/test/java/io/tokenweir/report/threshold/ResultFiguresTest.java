package io.tokenweir.report.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.threshold.MeterSeconds;
import io.tokenweir.common.threshold.Reading;
import io.tokenweir.common.threshold.ThresholdParser;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.histogram.ExponentialHistogram;

class ResultFiguresTest {
    private static final long MILLI = 1_000_000L;

    /** Chat answers after 100 ms, half of it while the meter was not well; search after 50 ms; chat's warm-up after 5 s. */
    private final List<RunResult> results = new ArrayList<>(List.of(
            series(Grouping.RUN, "", "", "", aggregate(1, 1, Map.of()), null),
            series(Grouping.MODEL, "chat", "steady", "", aggregate(100, 400, OUTCOMES), aggregate(100, 200, Map.of())),
            series(Grouping.MODEL, "search", "steady", "", aggregate(50, 100, OUTCOMES), aggregate(50, 100, Map.of())),
            series(Grouping.MODEL, "chat", "warm-up", "", aggregate(5_000, 9, OUTCOMES), null)));

    private static final Map<String, Long> OUTCOMES = Map.of("OK", 90L, "RATE_TOKENS", 10L);

    @Test
    void joinsScenariosAndLeavesWarmUpsOut() {
        assertThat(read("ttft:count>0").value()).isEqualTo(500);
        assertThat(read("requests:count>0").value()).isEqualTo(200);
    }

    @Test
    void selectsAScenario() {
        assertThat(read("ttft{scenario:search}:max<1").value()).isEqualTo(50);
        assertThat(read("ttft{scenario:nobody}:max<1").missing()).isEqualTo("there is no value");
    }

    @Test
    void takesAnyPercentileOfTheHealthyWindows() {
        Reading reading = read("ttft{scenario:chat}:p(87.5)<1");

        assertThat(reading.value()).isBetween(99.0, 101.0);
        assertThat(reading.everything()).isBetween(99.0, 101.0);
    }

    @Test
    void saysHowManyValuesAPercentileNeeds() {
        assertThat(read("ttft{scenario:search}:p(99.9)<1").missing())
                .isEqualTo("100 values are too few for p(99.9), which needs 1000");
    }

    @Test
    void countsClassesAndSharesOfThem() {
        assertThat(read("requests{outcome:rate_limited}:share<1").value()).isEqualTo(0.1);
        assertThat(read("answered:rate>0").value()).isEqualTo(0.9);
        assertThat(read("achieved:rate>0").value()).isEqualTo(18);
    }

    @Test
    void hasNoWordOnWhatNoTopicHolds() {
        assertThat(read("lateness:max<1")).isNull();
        assertThat(read("attempts{status:429}:count<1")).isNull();
        assertThat(read("herdIndex:value<1")).isNull();
    }

    @Test
    void knowsHowManySecondsTheMeterWasInvalid() {
        assertThat(new ResultFigures(results, 10, false).meter()).isEqualTo(new MeterSeconds(10, 7, 2));
    }

    private Reading read(String threshold) {
        return new ResultFigures(results, 10, false).read(ThresholdParser.parse(threshold));
    }

    private static RunResult series(
            Grouping grouping, String scenario, String stage, String outcome, Aggregate totals, Aggregate trusted) {
        SeriesKey key = new SeriesKey("r", 0, Vantage.GENERATOR, grouping, scenario, stage, "", "", outcome, "", "");
        return RunResult.newBuilder()
                .setSeries(key)
                .setFirstWindowMicros(0L)
                .setLastWindowEndMicros(10_000_000L)
                .setComplete(true)
                .setWindows(10)
                .setValidWindows(7)
                .setSuspectWindows(1)
                .setInvalidWindows(2)
                .setTotals(totals)
                .setTrusted(trusted)
                .build();
    }

    private static Aggregate aggregate(long ttftMillis, int values, Map<String, Long> outcomes) {
        ExponentialHistogram ttft = new ExponentialHistogram();
        ttft.record(ttftMillis * MILLI, values);
        Distribution empty = new ExponentialHistogram().toAvro();
        return Aggregate.newBuilder()
                .setRecords(0)
                .setRecordHash(0)
                .setOffered(0)
                .setStarted(0)
                .setDropped(0)
                .setRequests(outcomes)
                .setAttempts(outcomes)
                .setDecisions(Map.of())
                .setArrivals(0)
                .setArrivalsByKind(Map.of())
                .setSharedReadArrivals(0)
                .setInputTokens(0)
                .setCachedInputTokens(0)
                .setOutputTokens(0)
                .setReasoningTokens(0)
                .setCostPico(0)
                .setWastedCostPico(0)
                .setGoodRequests(0)
                .setGoodOutputTokens(0)
                .setLateRecords(0)
                .setTtft(ttft.toAvro())
                .setTtftIntended(empty)
                .setTtfat(empty)
                .setInterToken(empty)
                .setTpot(empty)
                .setEndToEnd(empty)
                .setEndToEndIntended(empty)
                .setQueueWait(empty)
                .setRetryWait(empty)
                .build();
    }
}
