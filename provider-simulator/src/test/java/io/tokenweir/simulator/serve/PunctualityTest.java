package io.tokenweir.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PunctualityTest {
    private static final long MILLI = 1_000_000;
    private final Punctuality punctuality = new Punctuality(10 * MILLI);

    @Test
    void isSaturatedFromALateTokenUntilTheEndOfTheNextSecond() {
        punctuality.note(5_500 * MILLI, 11 * MILLI);
        punctuality.note(5_600 * MILLI, MILLI);

        assertThat(punctuality.saturated(5_900 * MILLI)).isTrue();
        assertThat(punctuality.saturated(6_999 * MILLI)).isTrue();
        assertThat(punctuality.worstNanos(6_999 * MILLI)).isEqualTo(11 * MILLI);
        assertThat(punctuality.saturated(7_000 * MILLI)).isFalse();
    }

    @Test
    void isNotSaturatedByWhatIsInTime() {
        punctuality.note(5_500 * MILLI, 10 * MILLI);

        assertThat(punctuality.saturated(5_600 * MILLI)).isFalse();
        assertThat(punctuality.isLate(10 * MILLI + 1)).isTrue();
    }

    @Test
    void forgetsAfterAPause() {
        punctuality.note(5_500 * MILLI, 50 * MILLI);

        assertThat(punctuality.worstNanos(60_000 * MILLI)).isZero();
    }
}
