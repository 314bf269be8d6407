package io.tokenweir.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class BlockedRatioTest {
    private static final int BLOCKS = 60;

    @Test
    void aRateThatIsTheSameInEverySecondIsKnownExactly() {
        Bounds bounds = new BlockedRatio(filled(BLOCKS, 20), filled(BLOCKS, 1)).symmetric();

        assertThat(bounds).isEqualTo(new Bounds(20.0, 20.0, 6.0));
    }

    @Test
    void aShareOfTrialsThatCameInWholeSecondsIsWorthNoMoreThanTheSeconds() {
        SplittableRandom random = new SplittableRandom(3);
        double[] failed = new double[BLOCKS];
        Arrays.setAll(failed, second -> random.nextBoolean() ? 100 : 0);

        assertThat(new BlockedRatio(failed, filled(BLOCKS, 100)).effective()).isLessThan(10 * BLOCKS);
    }

    @Test
    void aShareWithoutExceptionsHasWilsonsBound() {
        Bounds bounds = new BlockedRatio(new double[BLOCKS], filled(BLOCKS, 10)).ofShare();

        assertThat(bounds.low()).isCloseTo(0, within(1e-12));
        assertThat(bounds.high()).isCloseTo(3.8415 / 603.8415, within(1e-6));
        assertThat(bounds.degrees()).isNull();
    }

    @Test
    void fourSecondsAreTooFewToSayAnything() {
        BlockedRatio ratio = new BlockedRatio(filled(4, 1), filled(4, 2));

        assertThat(ratio.symmetric()).isEqualTo(Bounds.OPEN);
        assertThat(ratio.ofShare()).isEqualTo(Bounds.OPEN);
    }

    @Test
    void secondsWithoutAnyTrialDoNotCount() {
        double[] trials = filled(BLOCKS, 0);
        Arrays.fill(trials, 0, 4, 50);

        assertThat(new BlockedRatio(trials, trials).ofShare()).isEqualTo(Bounds.OPEN);
    }

    private static double[] filled(int length, double value) {
        double[] blocks = new double[length];
        Arrays.fill(blocks, value);
        return blocks;
    }
}
