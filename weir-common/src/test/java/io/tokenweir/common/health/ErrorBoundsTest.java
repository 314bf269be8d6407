package io.tokenweir.common.health;

import static io.tokenweir.common.health.Healths.MILLI;
import static io.tokenweir.common.health.Healths.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.MeterHealth;

class ErrorBoundsTest {
    @Test
    void whatTheCanaryMeasuresWronglyIsTheBound() {
        assertThat(ErrorBounds.of(canary(100))).isEqualTo(new ErrorBounds(3 * MILLI, 2 * MILLI));
    }

    @Test
    void withTooFewCanaryArrivalsTheLoopsOwnDelayIsTheBound() {
        assertThat(ErrorBounds.of(canary(19))).isEqualTo(new ErrorBounds(5 * MILLI, 5 * MILLI));
    }

    @Test
    void aReadThatWaitedBehindOthersLongerThanTheCanaryCounts() {
        MeterHealth health = canary(100);
        health.setWakeToStampP99Nanos(9 * MILLI);
        assertThat(ErrorBounds.of(health)).isEqualTo(new ErrorBounds(9 * MILLI, 9 * MILLI));
    }

    @Test
    void ofAPauseTenMillisecondsTouchOnlyTheHighestPercent() {
        MeterHealth health = canary(100);
        health.setPauseMaxNanos(10 * MILLI);
        assertThat(ErrorBounds.of(health).ttftNanos()).isEqualTo(3 * MILLI);
        health.setPauseMaxNanos(200 * MILLI);
        assertThat(ErrorBounds.of(health)).isEqualTo(new ErrorBounds(193 * MILLI, 192 * MILLI));
    }

    @Test
    void severalMetersAreAsBadAsTheWorstInEachFigure() {
        MeterHealth one = with(health -> health.setGcNanos(5));
        MeterHealth other = with(health -> health.setEventsOnDisk(7));
        MeterHealth both = with(health -> {
            health.setGcNanos(5);
            health.setEventsOnDisk(7);
        });
        assertThat(MeterHealths.worse(one, other)).isEqualTo(both);
        assertThat(MeterHealths.worse(null, other)).isEqualTo(other);
    }

    private static MeterHealth canary(long reads) {
        return with(health -> {
            health.setCanaryReads(reads);
            health.setCanaryErrorP99Nanos(3 * MILLI);
            health.setCanaryGapErrorP99Nanos(2 * MILLI);
            health.setLoopLagP99Nanos(4 * MILLI);
            health.setWakeToStampP99Nanos(MILLI);
        });
    }
}
