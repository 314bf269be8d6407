package io.tokenweir.load.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.stats.Bounds;
import io.tokenweir.common.stats.QuantileRanks;

class LatencyBoundsTest {
    private static final int SECONDS = 30;
    private static final int TRIES = 600;

    @Test
    void ofValuesWithoutCorrelationAreAtLeastTheOrderStatisticsOfTheBinomial() {
        long[] values = new long[1_000];
        for (int i = 0; i < values.length; i++) {
            // each second has the same share of low and high values
            values[i] = Tagged.of(1_000_000L * (i + 1), i % SECONDS);
        }

        Bounds median = bounds(values).get("p50");

        QuantileRanks exact = QuantileRanks.of(1_000, 0.5, 1_000);
        assertThat(median).isEqualTo(new Bounds((double) exact.low(), (double) exact.high(), null));
    }

    @Test
    void areWideWhenWholeSecondsAreSlow() {
        SplittableRandom random = new SplittableRandom(2);
        long[] slowSeconds = new long[3_000];
        long[] slowRequests = new long[3_000];
        boolean slow = false;
        for (int i = 0; i < slowSeconds.length; i++) {
            slow = i % 100 == 0 ? random.nextInt(4) == 0 : slow;
            slowSeconds[i] = Tagged.of((slow ? 200 : 100) * 1_000_000L + random.nextInt(20_000_000), i / 100);
            boolean alone = random.nextInt(4) == 0;
            slowRequests[i] = Tagged.of((alone ? 200 : 100) * 1_000_000L + random.nextInt(20_000_000), i / 100);
        }

        assertThat(width(bounds(slowSeconds).get("mean")))
                .isGreaterThan(3 * width(bounds(slowRequests).get("mean")));
    }

    @Test
    void holdTheTrueMedianInNinetyFiveOfAHundredRunsWhoseSecondsResembleEachOther() {
        SplittableRandom random = new SplittableRandom(4);
        int median = 0;
        int mean = 0;
        for (int run = 0; run < TRIES; run++) {
            Map<String, Bounds> bounds = bounds(correlated(random));
            median += holds(bounds.get("p50"), 100) ? 1 : 0;
            mean += holds(bounds.get("mean"), 100) ? 1 : 0;
        }

        assertThat(median / (double) TRIES).isBetween(0.93, 0.98);
        assertThat(mean / (double) TRIES).isBetween(0.93, 0.98);
    }

    @Test
    void ofARunOfFourSecondsAreOpen() {
        long[] values = {Tagged.of(1, 0), Tagged.of(2, 1), Tagged.of(3, 2), Tagged.of(4, 3)};

        Map<String, Bounds> bounds = new LatencyBounds(quantiles(values), new double[4]).millis();

        assertThat(bounds).containsOnlyKeys("mean", "p50");
        assertThat(bounds).containsValue(Bounds.OPEN).doesNotContainValue(null);
    }

    @Test
    void countZerosWhichAreKeptAsNumbersOnly() {
        double[] zeros = new double[SECONDS];
        Arrays.fill(zeros, 90);
        long[] values = new long[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = Tagged.of(10_000_000L + i, i / 10);
        }
        ExactQuantiles all =
                new ExactQuantiles(List.of(new SortedValues.Repeated(0, 2_700), SortedBlockTest.packed(values)));

        Map<String, Bounds> bounds = new LatencyBounds(all, zeros).millis();

        assertThat(bounds.get("p50")).isEqualTo(new Bounds(0.0, 0.0, null));
        assertThat(bounds.get("p99").low()).isGreaterThan(10);
    }

    /** Symmetric around 100 ms; half of the scatter belongs to the second, and lasts. */
    private static long[] correlated(SplittableRandom random) {
        long[] values = new long[SECONDS * 20];
        double level = random.nextGaussian() / Math.sqrt(0.75);
        for (int second = 0; second < SECONDS; second++) {
            for (int i = 0; i < 20; i++) {
                double millis = 100 + 5 * level + 5 * random.nextGaussian();
                values[second * 20 + i] = Tagged.of((long) (millis * 1e6), second);
            }
            level = 0.5 * level + random.nextGaussian();
        }
        return values;
    }

    private static boolean holds(Bounds bounds, double truth) {
        return (bounds.low() == null || bounds.low() <= truth) && (bounds.high() == null || bounds.high() >= truth);
    }

    private static double width(Bounds bounds) {
        return bounds.high() - bounds.low();
    }

    private static Map<String, Bounds> bounds(long[] values) {
        return new LatencyBounds(quantiles(values), new double[SECONDS]).millis();
    }

    private static ExactQuantiles quantiles(long[] values) {
        return new ExactQuantiles(List.of(SortedBlockTest.packed(values)));
    }
}
