package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PauseLogTest {
    private static final long MS = 1_000_000;

    private final PauseLog log = new PauseLog(0);

    @Test
    void aPauseIsBookedOnEverySecondThatItTouches() {
        log.awake(900 * MS, 1100 * MS);
        assertThat(log.longest(0, 1000 * MS)).isEqualTo(200 * MS);
        assertThat(log.longest(1000 * MS, 2000 * MS)).isEqualTo(200 * MS);
        assertThat(log.longest(2000 * MS, 3000 * MS)).isZero();
    }

    @Test
    void wakingALittleLateIsNoPause() {
        log.awake(10 * MS, 11 * MS);
        assertThat(log.longest(0, 1000 * MS)).isZero();
        assertThat(log.totalNanos(11 * MS)).isZero();
    }

    @Test
    void theTotalTellsHowMuchOfAnIntervalWasPaused() {
        log.awake(10 * MS, 40 * MS);
        long before = log.totalNanos(41 * MS);
        log.awake(50 * MS, 55 * MS);
        log.awake(60 * MS, 80 * MS);
        assertThat(log.totalNanos(81 * MS) - before).isEqualTo(25 * MS);
    }

    @Test
    void aPauseCountsBeforeTheWatcherItselfHasWoken() {
        log.awake(10 * MS, 10 * MS);
        assertThat(log.totalNanos(212 * MS)).isEqualTo(200 * MS);
        assertThat(log.anySince(50 * MS, 212 * MS)).isTrue();
        assertThat(log.anySince(5 * MS, 12 * MS)).isFalse();
    }

    @Test
    void onlyALongPauseMakesAnAttemptDoubtful() {
        log.awake(10 * MS, 30 * MS);
        assertThat(log.anySince(0, 30 * MS)).isFalse();
        log.awake(31 * MS, 52 * MS);
        assertThat(log.anySince(0, 52 * MS)).isTrue();
        assertThat(log.anySince(52 * MS, 53 * MS)).isFalse();
    }

    @Test
    void manyPausesTakeNoMoreRoomThanTheNewest() {
        for (int i = 0; i < 10_000; i++) {
            log.awake(i * 10 * MS, i * 10 * MS + 3 * MS);
        }
        assertThat(log.longest(99_000 * MS, 100_000 * MS)).isEqualTo(3 * MS);
        assertThat(log.longest(0, 1000 * MS)).isZero();
        assertThat(log.totalNanos(99_994 * MS)).isEqualTo(30_000 * MS);
    }
}
