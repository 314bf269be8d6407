package io.tokenweir.load.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;

class HealthVerdictTest {
    private static final long MS = 1_000_000L;

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 0, VALID",
        "3, 0, 1, 0, SUSPECT",
        "6, 0, 1, 0, INVALID",
        "1, 11, 1, 0, SUSPECT",
        "1, 21, 1, 0, INVALID",
        "1, 0, 6, 0, INVALID",
        "1, 0, 1, 1, INVALID"
    })
    void judgesBySingleBounds(long lagMs, long pauseMs, long latenessMs, long lost, Verdict expected) {
        MeterHealth health = new MeterHealth(lagMs * MS, lagMs * MS, 0L, pauseMs * MS, latenessMs * MS, 0L, 0L, lost);
        assertThat(HealthVerdict.of(health).verdict()).isEqualTo(expected);
    }

    @Test
    void saysWhichBoundWasPassed() {
        MeterHealth health = new MeterHealth(0L, 0L, 0L, 200 * MS, 0L, 0L, 0L, 0L);
        assertThat(HealthVerdict.of(health).reasons()).containsExactly("pause 200.0 ms (bound 20 ms)");
    }
}
