package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.AccountState;

class HeadwayTest {
    private static final Headway START = Headway.of(Map.of(AccountState.PLANNED, 10));

    @Test
    void foretellsTheRestBeforeAnyAccountIsReady() {
        Headway now = Headway.of(Map.of(AccountState.PLANNED, 5, AccountState.MAIL_AWAITED, 5));

        assertThat(now).isEqualTo(new Headway(15, 55));
        assertThat(now.remaining(START, Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(11));
    }

    @Test
    void saysNothingBeforeTheFirstStep() {
        assertThat(START.remaining(START, Duration.ofSeconds(3))).isNull();
    }

    @Test
    void countsOnlyStepsOfThisRun() {
        Headway before = Headway.of(Map.of(AccountState.READY, 100, AccountState.PLANNED, 2));
        Headway now = Headway.of(Map.of(AccountState.READY, 101, AccountState.PLANNED, 1));

        assertThat(now.remaining(before, Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void doesNotWaitForAccountsThatWereGivenUp() {
        Headway now = Headway.of(Map.of(AccountState.READY, 9, AccountState.FAILED, 1));

        assertThat(now.remaining(START, Duration.ofSeconds(4))).isZero();
    }
}
