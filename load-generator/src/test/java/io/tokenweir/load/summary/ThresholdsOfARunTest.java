package io.tokenweir.load.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdParser;
import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.common.threshold.ThresholdResult.Status;
import io.tokenweir.events.Verdict;
import io.tokenweir.protocol.outcome.Outcome;

class ThresholdsOfARunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final Judgement WELL = new Judgement(Verdict.VALID, List.of(), null);
    private static final Judgement ILL = new Judgement(Verdict.INVALID, List.of(), null);

    private final List<MeterWindow> windows = new ArrayList<>();
    private final List<String> stops = new ArrayList<>();

    @Test
    void leavesTheValuesOfAnUnhealthySecondOutAndKeepsThemBesideTheOthers() throws InterruptedException {
        RunSummary summary = played(List.of(), WELL, WELL, ILL);

        assertThat(summary.latencies().get("ttft").n()).isEqualTo(300);
        assertThat(summary.latencies().get("ttft").max()).isEqualTo(300);
        assertThat(summary.latencies().get("ttft").trusted().n()).isEqualTo(200);
        assertThat(summary.latencies().get("ttft").trusted().max()).isEqualTo(200);
        assertThat(summary.windows().leftOut()).containsExactly(2.0);
    }

    @Test
    void aLatencyWithoutAnyValueHasNoGoodVerdict() throws InterruptedException {
        assertThat(played(List.of(), WELL).latencies().get("tpot").verdict()).isEqualTo("no samples");
    }

    @Test
    void latenessIsTheMetersOwnAndNeverLeftOut() throws InterruptedException {
        assertThat(played(List.of(), ILL).latencies().get("lateness").trusted()).isNull();
    }

    @Test
    void countsEverySecondWhateverTheMetersHealth() throws InterruptedException {
        assertThat(judged("requests:count==300", WELL, WELL, ILL).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void judgesADurationByTheHealthySecondsExactly() throws InterruptedException {
        assertThat(judged("ttft:max<=200", WELL, WELL).measured()).isEqualTo(200);
        assertThat(judged("ttft:max<=200", WELL, WELL, ILL).status()).isEqualTo(Status.NOT_MEASURED);
        assertThat(judged("ttft:max<=300", WELL, WELL, ILL).status()).isEqualTo(Status.PASSED);
    }

    @Test
    void isNotMeasuredWhereTheMeterWasNeverWell() throws InterruptedException {
        ThresholdResult result = judged("ttft:max<=99999", ILL, ILL);

        assertThat(result.status()).isEqualTo(Status.NOT_MEASURED);
        assertThat(result.reason()).isEqualTo("the meter was invalid in every second that has a value");
    }

    @Test
    void selectsTheRequestsOfOneScenario() throws InterruptedException {
        assertThat(judged("ttft{scenario:chat}:count==300", WELL, WELL, WELL).status())
                .isEqualTo(Status.PASSED);
        assertThat(judged("ttft{scenario:other}:max<1", WELL).reason()).isEqualTo("there is no value");
    }

    @Test
    void endsTheRunAtTheFirstSecondThatBreaksIt() throws InterruptedException {
        Threshold threshold = ThresholdParser.parse("ttft", "max<250", true, Duration.ZERO);

        RunSummary summary = played(List.of(threshold), WELL, WELL, WELL, WELL);

        assertThat(stops).containsExactly("threshold 'ttft: max<250' failed at second 3, being 300 ms, much load");
        assertThat(summary.thresholds().get(0).abortedAtSecond()).isEqualTo(3);
    }

    @Test
    void endsNothingBeforeItsDelayAndNothingByAnUnhealthySecond() throws InterruptedException {
        Threshold late = ThresholdParser.parse("ttft", "max<50", true, Duration.ofSeconds(2));

        played(List.of(late), WELL, WELL);
        assertThat(stops).singleElement().asString().contains("second 2");

        stops.clear();
        played(List.of(ThresholdParser.parse("ttft", "max<50", true, Duration.ZERO)), ILL, ILL);
        assertThat(stops).isEmpty();
    }

    private ThresholdResult judged(String threshold, Judgement... seconds) throws InterruptedException {
        return played(List.of(ThresholdParser.parse(threshold)), seconds)
                .thresholds()
                .get(0);
    }

    /** In each second a hundred requests of scenario chat are answered, with a TTFT of 100 ms in the first, 200 in the next … */
    private RunSummary played(List<Threshold> thresholds, Judgement... seconds) throws InterruptedException {
        windows.clear();
        try (RunRecorder recorder = new RunRecorder(new MeasuredSpan(0, seconds.length * SECOND), thresholds)) {
            LoopRecorders loop = recorder.forLoop();
            ThresholdWatch watch = recorder.watch(false, stops::add);
            for (int second = 0; second < seconds.length; second++) {
                for (LoopRecorder each : loop.of("chat", "steady")) {
                    int number = second;
                    Stream.iterate(0, i -> i < 100, i -> i + 1).forEach(i -> answer(each, number));
                }
                MeterWindow window = new MeterWindow((second + 1) * 1_000_000L, seconds[second]);
                windows.add(window);
                recorder.second(seconds[second], List.of(loop.cut()));
                watch.second((second + 1) * SECOND, window, "much load");
            }
            return recorder.summary(new RunRecorder.Facts(
                    new RunSummary.Run("r", "generator-1", "quick", 42, "2026-01-01T00:00:00Z"),
                    new RunSummary.Target("http://127.0.0.1:1/v1", "openai-chat", "openai", "m"),
                    List.of(),
                    seconds.length * SECOND,
                    null,
                    new SpanCost(() -> 0, () -> 0, () -> 0, () -> 0),
                    windows,
                    0,
                    null,
                    null,
                    List.of(),
                    Setup.here("0.0.0"),
                    null,
                    watch.aborted()));
        }
    }

    private static void answer(LoopRecorder recorder, int second) {
        recorder.offered(second, 1_000);
        recorder.started(second);
        recorder.value(Metric.TTFT, second, (second + 1) * 100 * MILLI);
        recorder.attempt(second, Outcome.OK, 200, SECOND);
        recorder.ended(second, Outcome.OK, 1, true);
    }
}
