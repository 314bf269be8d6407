package io.tokenweir.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExactShareTest {
    @Test
    void isTheIntervalOfTheTables() {
        Bounds half = ExactShare.of(5, 10);

        assertThat(half.low()).isCloseTo(0.1871, within(1e-4));
        assertThat(half.high()).isCloseTo(0.8129, within(1e-4));
    }

    @Test
    void isOpenAtTheEndWhereAllOrNoneSucceeded() {
        assertThat(ExactShare.of(72, 72).low()).isCloseTo(Math.pow(0.025, 1 / 72.0), within(1e-9));
        assertThat(ExactShare.of(72, 72).high()).isEqualTo(1);
        assertThat(ExactShare.of(0, 72).low()).isZero();
        assertThat(ExactShare.of(0, 0)).isEqualTo(new Bounds(0.0, 1.0, null));
    }
}
