package io.tokenweir.simulator.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PunctualityTest {
    private static final long MILLI = 1_000_000;
    private final Punctuality punctuality = new Punctuality(10 * MILLI);

    @Test
    void isSaturatedByMoreThanOneLateTokenInAHundredUntilTheEndOfTheNextSecond() {
        punctuality.note(5_500 * MILLI, 2, 1, 11 * MILLI);
        punctuality.note(5_600 * MILLI, 97, 0, MILLI);

        assertThat(punctuality.saturated(5_900 * MILLI)).isTrue();
        assertThat(punctuality.saturated(6_999 * MILLI)).isTrue();
        assertThat(punctuality.worstNanos(6_999 * MILLI)).isEqualTo(11 * MILLI);
        assertThat(punctuality.saturated(7_000 * MILLI)).isFalse();
    }

    @Test
    void isNotSaturatedByAPauseThatMakesFewTokensLate() {
        punctuality.note(5_500 * MILLI, 99, 0, MILLI);
        punctuality.note(6_100 * MILLI, 1, 1, 40 * MILLI);

        assertThat(punctuality.saturated(6_200 * MILLI)).isFalse();
        assertThat(punctuality.worstNanos(6_200 * MILLI)).isEqualTo(40 * MILLI);
    }

    @Test
    void callsLateWhatIsLaterThanTheThreshold() {
        assertThat(punctuality.isLate(10 * MILLI)).isFalse();
        assertThat(punctuality.isLate(10 * MILLI + 1)).isTrue();
    }

    @Test
    void forgetsAfterAPause() {
        punctuality.note(5_500 * MILLI, 1, 1, 50 * MILLI);

        assertThat(punctuality.worstNanos(60_000 * MILLI)).isZero();
        assertThat(punctuality.saturated(60_000 * MILLI)).isFalse();
    }
}
