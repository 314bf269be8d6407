package io.tokenweir.load.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadModerationTest {
    private static final long MICRO = 1_000;

    private final ReadModeration moderation = new ReadModeration();
    private long now = 7_000_000_000L;

    @Test
    void neverRestsWhileReadsComeAsOftenAsThousandPacedStreamsSendThemToTwoLoops() {
        for (int i = 0; i < 100_000; i++) {
            readAfter(40 * MICRO);
            assertThat(moderation.rests(now)).isFalse();
        }
    }

    @Test
    void restsOnceReadsFlood() {
        readsEvery(10 * MICRO, 3 * ReadModeration.READS);
        assertThat(moderation.rests(now)).isTrue();
    }

    @Test
    void takesNoFewReadsInOneMomentForAFlood() {
        readsEvery(40 * MICRO, ReadModeration.READS);
        readsEvery(MICRO, ReadModeration.READS / 4);
        assertThat(moderation.rests(now)).isFalse();
    }

    @Test
    void restsNoMoreOnceReadsComeSlowly() {
        readsEvery(10 * MICRO, 3 * ReadModeration.READS);
        readsEvery(40 * MICRO, 2 * ReadModeration.READS);
        assertThat(moderation.rests(now)).isFalse();
    }

    @Test
    void forgetsAFloodAfterWhichNothingCame() {
        readsEvery(10 * MICRO, 3 * ReadModeration.READS);
        assertThat(moderation.rests(now + ReadModeration.FLOOD_NANOS)).isFalse();
        assertThat(moderation.rests(now)).isFalse();
    }

    @Test
    void beginsToRestWithinTwoMillisecondsOfAFlood() {
        readsEvery(100 * MICRO, 10 * ReadModeration.READS + 5);
        long began = now;
        while (!moderation.rests(now)) {
            readAfter(10 * MICRO);
        }
        assertThat(now - began).isLessThan(2_000 * MICRO);
    }

    private void readsEvery(long nanos, int count) {
        for (int i = 0; i < count; i++) {
            readAfter(nanos);
        }
    }

    private void readAfter(long nanos) {
        now += nanos;
        moderation.read(now);
    }
}
