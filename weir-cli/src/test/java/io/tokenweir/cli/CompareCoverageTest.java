package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.tokenweir.common.health.ErrorBounds;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.events.Verdict;
import io.tokenweir.load.summary.LoopRecorder;
import io.tokenweir.load.summary.MeasuredSpan;
import io.tokenweir.load.summary.MeterWindow;
import io.tokenweir.load.summary.Metric;
import io.tokenweir.load.summary.RunRecorder;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.load.summary.Setup;
import io.tokenweir.load.summary.SpanCost;
import io.tokenweir.protocol.outcome.Outcome;
import io.tokenweir.report.compare.MeasuredRun;
import io.tokenweir.report.compare.Row;
import io.tokenweir.report.compare.RunComparison;
import io.tokenweir.report.compare.SummaryReader;

/**
 * From the values of simulated runs through the recorder, the summary's JSON and the comparison: in 93 to 98 of 100 pairs the
 * interval holds the true difference, and the true ratio, whether or not neighbouring seconds resemble each other. Percentiles
 * of independent requests come near the upper end, because a run is never taken for more even than chance makes it. Seeded.
 */
class CompareCoverageTest {
    private static final int PAIRS = 1_000;
    /** 98 %, and two standard errors of a share of so many pairs. */
    private static final double AT_MOST = 0.98 + 2 * Math.sqrt(0.98 * 0.02 / PAIRS);

    private static final int SECONDS = 60;
    private static final long SECOND = 1_000_000_000L;
    private static final double MEDIAN = 200;
    private static final double SIGMA = 0.25;
    private static final double SLOWER = 1.08;
    private static final Map<String, Double> TRUTH = Map.of(
            "ttft.mean", MEDIAN * Math.exp(SIGMA * SIGMA / 2),
            "ttft.p50", MEDIAN,
            "ttft.p90", MEDIAN * Math.exp(SIGMA * 1.2815516),
            "ttft.p99", MEDIAN * Math.exp(SIGMA * 2.3263479),
            "answeredShare", 0.895);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Setup SETUP = new Setup("0.0.0", "17", "Linux", "host", "cpu", 2);

    /** How much of the scatter lasts through a second, and how much of that through the next. */
    private record Nature(double ofSecond, double toNext) {}

    /** How often the interval held the truth. */
    private record Covered(Map<String, Integer> differences, Map<String, Integer> ratios) {
        double difference(String figure) {
            return differences.getOrDefault(figure, 0) / (double) PAIRS;
        }

        double ratio(String figure) {
            return ratios.getOrDefault(figure, 0) / (double) PAIRS;
        }
    }

    @Test
    void ofIndependentRequestsNinetyFiveOfAHundredIntervalsHoldTheTruth() {
        assertLevel(covered(new Nature(0, 0), 1));
    }

    @Test
    void ofRequestsWhoseSecondsResembleEachOtherAsManyDo() {
        assertLevel(covered(new Nature(0.3, 0.5), 2));
    }

    private static void assertLevel(Covered covered) {
        for (String figure : List.of("ttft.mean", "ttft.p50", "ttft.p90", "answeredShare")) {
            assertThat(covered.difference(figure)).as(figure).isBetween(0.93, AT_MOST);
            assertThat(covered.ratio(figure)).as("ratio of " + figure).isBetween(0.93, AT_MOST);
        }
        // an interval that is open to one side holds more
        assertThat(covered.difference("ttft.p99")).isGreaterThan(0.93);
        assertThat(covered.ratio("ttft.p99")).isGreaterThan(0.93);
    }

    private static Covered covered(Nature nature, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Covered covered = new Covered(new HashMap<>(), new HashMap<>());
        for (int pair = 0; pair < PAIRS; pair++) {
            MeasuredRun a = run(random, nature, 1);
            MeasuredRun b = run(random, nature, SLOWER);
            for (Row row : RunComparison.of(List.of(a), List.of(b), false, TRUTH::containsKey)
                    .rows()) {
                double truth = TRUTH.get(row.name());
                double scale = row.isShare() ? 1 : SLOWER;
                if (holds(row.low(), row.high(), truth * (scale - 1))) {
                    covered.differences().merge(row.name(), 1, Integer::sum);
                }
                if (holds(row.ratioLow(), row.ratioHigh(), scale)) {
                    covered.ratios().merge(row.name(), 1, Integer::sum);
                }
            }
        }
        return covered;
    }

    private static boolean holds(Double low, Double high, double truth) {
        return (low == null || low <= truth) && (high == null || high >= truth);
    }

    private static MeasuredRun run(SplittableRandom random, Nature nature, double scale) {
        try (RunRecorder recorder = new RunRecorder(new MeasuredSpan(0, SECONDS * SECOND), List.of())) {
            play(recorder.forLoop().of("quick", "steady")[0], random, nature, scale);
            RunSummary summary = recorder.summary(new RunRecorder.Facts(
                    new RunSummary.Run("r", "generator-1", "quick", 1, "2026-01-01T00:00:00Z"),
                    new RunSummary.Target("http://127.0.0.1:1/v1", "openai-chat", "openai", "m"),
                    List.of(),
                    SECONDS * SECOND,
                    null,
                    new SpanCost(() -> 0, () -> 0, () -> 0, () -> 0),
                    List.of(new MeterWindow(1_000_000, new Judgement(Verdict.VALID, List.of(), new ErrorBounds(0, 0)))),
                    0,
                    null,
                    null,
                    List.of(),
                    SETUP,
                    null,
                    null));
            return SummaryReader.read("simulated", JSON.writeValueAsString(summary));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Log-normal latencies around a level that each second inherits in part; failures in spells. */
    private static void play(LoopRecorder recorder, SplittableRandom random, Nature nature, double scale) {
        double level = random.nextGaussian();
        boolean good = random.nextBoolean();
        for (int second = 0; second < SECONDS; second++) {
            int requests = 10 + random.nextInt(21);
            for (int i = 0; i < requests; i++) {
                double scatter =
                        Math.sqrt(nature.ofSecond()) * level + Math.sqrt(1 - nature.ofSecond()) * random.nextGaussian();
                recorder.offered(second, 0);
                recorder.value(Metric.TTFT, second, (long) (1e6 * scale * MEDIAN * Math.exp(SIGMA * scatter)));
                boolean answered = random.nextDouble() < (good ? 0.99 : 0.8);
                recorder.ended(second, answered ? Outcome.OK : Outcome.SERVER_TIMEOUT, 1, answered);
                good = nature.toNext() > 0 ? good : random.nextBoolean();
            }
            level = nature.toNext() * level + Math.sqrt(1 - nature.toNext() * nature.toNext()) * random.nextGaussian();
            good = random.nextDouble() < nature.toNext() ? good : random.nextBoolean();
        }
    }
}
