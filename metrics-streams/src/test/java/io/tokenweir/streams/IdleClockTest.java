package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleClockTest {
    private final IdleClock clock = new IdleClock(2000);

    @Test
    void countsTheTimeBetweenCalls() {
        clock.advance(1_000_000);
        clock.advance(1_000_500);
        assertThat(clock.advance(1_001_500)).isEqualTo(1500);
    }

    @Test
    void doesNotCountTheTimeThatItSleptItself() {
        clock.advance(1_000_000);
        assertThat(clock.advance(1_060_000)).isEqualTo(2000);
    }

    @Test
    void neverGoesBack() {
        clock.advance(1_000_000);
        assertThat(clock.advance(900_000)).isZero();
    }
}
