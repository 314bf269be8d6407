package io.tokenweir.common.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AdaptivePacerTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void letsTheBurstThroughAndThenOnePerInterval() {
        AdaptivePacer pacer = new AdaptivePacer(10, 10, 2, 0);

        assertThat(pacer.reserve(0)).isZero();
        assertThat(pacer.reserve(0)).isZero();
        assertThat(pacer.reserve(0)).isEqualTo(SECOND / 10);
        assertThat(pacer.reserve(0)).isEqualTo(2 * SECOND / 10);
    }

    @Test
    void slowsDownOnARefusalAndHoldsAsLongAsTheServerAsked() {
        AdaptivePacer pacer = new AdaptivePacer(10, 10, 1, 0);

        pacer.refused(SECOND, 0, 3 * SECOND);

        assertThat(pacer.ratePerSecond()).isCloseTo(9, within(1e-9));
        assertThat(pacer.reserve(SECOND)).isEqualTo(3 * SECOND);
    }

    @Test
    void countsTheRefusalsOfCallsThatWereOnTheirWayTogetherAsOne() {
        AdaptivePacer pacer = new AdaptivePacer(10, 10, 1, 0);

        for (int i = 0; i < 20; i++) {
            pacer.refused(5 * SECOND + i, 4 * SECOND + i, 0);
        }

        assertThat(pacer.ratePerSecond()).isCloseTo(9, within(1e-9));
    }

    @Test
    void growsOnlyWhileItIsUsed() {
        AdaptivePacer pacer = new AdaptivePacer(10, 1000, 1, 0);
        pacer.accepted(60 * SECOND);

        assertThat(pacer.ratePerSecond()).isEqualTo(12);
    }

    @Test
    void keepsADeclaredLimitFromTheFirstCallOn() {
        AdaptivePacer pacer = new AdaptivePacer(5, 5, 1, 0);
        pacer.accepted(SECOND / 5);

        assertThat(pacer.ratePerSecond()).isEqualTo(5);
    }

    @Test
    void climbsBackToTheCeilingButNotBeyond() {
        AdaptivePacer pacer = new AdaptivePacer(10, 10, 1, 0);
        pacer.refused(SECOND, 0, 0);

        for (int tenth = 11; tenth < 600; tenth++) {
            pacer.accepted(tenth * SECOND / 10);
        }

        assertThat(pacer.ratePerSecond()).isEqualTo(10);
    }

    @Property
    void neverHandsOutMoreThanBurstPlusRateTimesTime(
            @ForAll @DoubleRange(min = 1, max = 1000) double rate, @ForAll @IntRange(min = 1, max = 50) int burst) {
        AdaptivePacer pacer = new AdaptivePacer(rate, rate, burst, 0);
        int usableWithinASecond = 0;
        while (pacer.reserve(0) <= SECOND) {
            usableWithinASecond++;
        }

        assertThat((double) usableWithinASecond).isBetween(Math.floor(rate + burst) - 1, Math.ceil(rate + burst) + 1);
    }
}
