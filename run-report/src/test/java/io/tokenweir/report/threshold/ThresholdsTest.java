package io.tokenweir.report.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.Aggregate;
import io.tokenweir.events.Distribution;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;

class ThresholdsTest {
    @Test
    void passesWhatHolds() {
        assertThat(broken(Map.of("ttft", List.of("p(99)<800", "avg<=300")), run(500_000_000L, 0)))
                .isEmpty();
    }

    @Test
    void namesTheFigureThatBrokeABound() {
        assertThat(broken(Map.of("ttft", List.of("p(99)<400")), run(500_000_000L, 0)))
                .containsExactly("ttft: p(99)<400 was 500");
    }

    @Test
    void doesNotPassWhatHasTooFewSamples() {
        assertThat(broken(Map.of("ttft", List.of("p(99)<400")), run(null, 0)))
                .containsExactly("ttft: p(99)<400 has too few samples to be decided");
    }

    @Test
    void doesNotPassALatencyOfAnInvalidMeter() {
        assertThat(broken(Map.of("ttft", List.of("p(99)<800")), run(500_000_000L, 2)))
                .containsExactly("ttft: p(99)<800 is not proven: the meter was invalid in 2 of 10 windows");
    }

    @Test
    void judgesLatenciesByTheWindowsInWhichTheMeterWasHealthy() {
        RunResult run = run(500_000_000L, 1);
        run.setTrusted(run(300_000_000L, 0).getTotals());
        assertThat(broken(Map.of("ttft", List.of("p(99)<400")), run)).isEmpty();
        run.setTrusted(run(null, 0).getTotals());
        assertThat(broken(Map.of("ttft", List.of("p(99)<400")), run))
                .containsExactly("ttft: p(99)<400 has too few samples to be decided");
    }

    @Test
    void judgesSharesOverRequestsAndRefusalsOverAttempts() {
        Map<String, List<String>> conditions =
                Map.of("answered", List.of("rate>=0.9"), "refused", List.of("rate<0.3", "count<4"));

        assertThat(broken(conditions, run(1L, 0)))
                .containsExactly("refused: rate<0.3 was 0.3333", "refused: count<4 was 5");
    }

    @Test
    void listsWhatIsKnownWhenAMetricIsNot() {
        assertThatThrownBy(() -> Threshold.parse("tftt", "p(99)<1"))
                .hasMessageContaining("no metric 'tftt'")
                .hasMessageContaining("ttft");
    }

    @Test
    void showsTheFormOfACondition() {
        assertThatThrownBy(() -> Threshold.parse("ttft", "below 800")).hasMessageContaining("p(99)<800");
    }

    private static List<String> broken(Map<String, List<String>> conditions, RunResult run) {
        return Thresholds.broken(Thresholds.parse(conditions), run);
    }

    private static RunResult run(Long p99, int invalidWindows) {
        Distribution empty =
                new Distribution(6, 0L, 0L, 0L, 0L, 0L, List.of(), List.of(), null, null, null, null, null);
        Distribution ttft = Distribution.newBuilder(empty)
                .setCount(200)
                .setSumNanos(200 * 250_000_000L)
                .setP99Nanos(p99)
                .build();
        Aggregate totals = Aggregate.newBuilder()
                .setRecords(0)
                .setRecordHash(0)
                .setOffered(10)
                .setStarted(10)
                .setDropped(0)
                .setRequests(Map.of("OK", 9L, "QUOTA", 1L))
                .setAttempts(Map.of("OK", 10L, "RATE_TOKENS", 4L, "QUOTA", 1L))
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
                .setGoodRequests(9)
                .setGoodOutputTokens(0)
                .setLateRecords(0)
                .setTtft(ttft)
                .setTtftIntended(empty)
                .setTtfat(empty)
                .setInterToken(empty)
                .setTpot(empty)
                .setEndToEnd(empty)
                .setEndToEndIntended(empty)
                .setQueueWait(empty)
                .setRetryWait(empty)
                .build();
        SeriesKey series = new SeriesKey("r", 0, Vantage.GENERATOR, Grouping.RUN, "", "", "", "", "");
        return new RunResult(series, 0L, 0L, true, 10, 10 - invalidWindows, 0, invalidWindows, totals, null);
    }
}
