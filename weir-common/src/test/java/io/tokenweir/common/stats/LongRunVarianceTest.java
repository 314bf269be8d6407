package io.tokenweir.common.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class LongRunVarianceTest {
    private static final int TRIES = 4_000;

    @Test
    void coversTheMeanOfIndependentSecondsInNinetyFiveOfAHundredRuns() {
        assertThat(covered(30, 0)).isBetween(0.935, 0.965);
        assertThat(covered(120, 0)).isBetween(0.935, 0.965);
    }

    @Test
    void coversItAsWellWhenEachSecondResemblesTheOneBefore() {
        assertThat(covered(30, 0.5)).isBetween(0.93, 0.965);
        assertThat(covered(120, 0.6)).isBetween(0.93, 0.965);
    }

    /** Share of runs whose interval holds the true mean, 0. @param correlation from one second to the next */
    private static double covered(int seconds, double correlation) {
        SplittableRandom random = new SplittableRandom(seconds);
        int covered = 0;
        for (int run = 0; run < TRIES; run++) {
            double[] values = new double[seconds];
            double value = random.nextGaussian() / Math.sqrt(1 - correlation * correlation);
            for (int i = 0; i < seconds; i++) {
                values[i] = value;
                value = correlation * value + random.nextGaussian();
            }
            double[] ones = new double[seconds];
            Arrays.fill(ones, 1);
            Bounds bounds = new BlockedRatio(values, ones).symmetric();
            covered += bounds.low() <= 0 && bounds.high() >= 0 ? 1 : 0;
        }
        return (double) covered / TRIES;
    }
}
