package io.tokenweir.load.health;

import static io.tokenweir.load.health.CanaryRuler.FRAME_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class CanaryTest {
    private static final long MS = 1_000_000;

    private final CanaryRuler ruler = new CanaryRuler();
    private final LoopHealth health = new LoopHealth();

    @Test
    void theErrorIsTheTimeFromSendingToTheStamp() {
        ruler.sending(100 * MS);
        ruler.read(FRAME_BYTES, 103 * MS, health);
        LoopHealth.Second second = health.drain();
        assertThat(second.canaryError.count()).isEqualTo(1);
        assertThat(second.canaryError.maxNanos()).isEqualTo(3 * MS);
        assertThat(second.canaryGapError.isEmpty()).isTrue();
    }

    @Test
    void framesThatALateLoopReadsAtOnceHaveEachTheirOwnError() {
        ruler.sending(100 * MS);
        ruler.sending(110 * MS);
        ruler.sending(130 * MS);
        ruler.read(3 * FRAME_BYTES, 131 * MS, health);
        LoopHealth.Second second = health.drain();
        assertThat(second.canaryError.count()).isEqualTo(3);
        assertThat(second.canaryError.sumNanos()).isEqualTo((31 + 21 + 1) * MS);
        assertThat(second.canaryGapError.sumNanos()).isEqualTo((10 + 20) * MS);
    }

    @Test
    void aConstantDelayFalsifiesNoGap() {
        for (int i = 0; i < 5; i++) {
            ruler.sending(i * 20 * MS);
            ruler.read(FRAME_BYTES, (i * 20 + 2) * MS, health);
        }
        assertThat(health.drain().canaryGapError.maxNanos()).isZero();
    }

    @Test
    void aFrameInTwoPiecesArrivesWithItsLastByte() {
        ruler.sending(100 * MS);
        ruler.read(FRAME_BYTES - 1, 101 * MS, health);
        ruler.read(1, 104 * MS, health);
        LoopHealth.Second second = health.drain();
        assertThat(second.canaryError.count()).isEqualTo(1);
        assertThat(second.canaryError.maxNanos()).isEqualTo(4 * MS);
    }

    @Test
    void itSingsFiftyTimesASecondWithoutABeat() {
        CanarySchedule schedule = new CanarySchedule(new SplittableRandom(1), 0);
        int count = 0;
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        while (schedule.nextNanos() < 100_000 * MS) {
            long before = schedule.nextNanos();
            schedule.advance(before);
            shortest = Math.min(shortest, schedule.nextNanos() - before);
            longest = Math.max(longest, schedule.nextNanos() - before);
            count++;
        }
        assertThat(count).isBetween(4_900, 5_100);
        assertThat(shortest).isBetween(10 * MS, 11 * MS);
        assertThat(longest).isBetween(29 * MS, 30 * MS);
    }

    @Test
    void whatWasMissedIsNotMadeUpFor() {
        CanarySchedule schedule = new CanarySchedule(new SplittableRandom(1), 0);
        schedule.advance(1_000 * MS);
        assertThat(schedule.nextNanos()).isBetween(1_000 * MS, 1_030 * MS);
    }
}
