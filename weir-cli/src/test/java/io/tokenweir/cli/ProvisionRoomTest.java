package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.ProvisionProgress;

class ProvisionRoomTest {
    private static String line(Map<AccountState, Integer> states, Duration left) {
        return ProvisionRoom.underWay(new ProvisionProgress(50, states, Map.of(), Duration.ofSeconds(3), left));
    }

    @Test
    void tellsWhereTheAccountsAreAsLongAsNoneIsReady() {
        assertThat(line(
                        Map.of(AccountState.PLANNED, 38, AccountState.MAIL_AWAITED, 2, AccountState.SIGNED_UP, 10),
                        Duration.ofSeconds(40)))
                .isEqualTo(
                        "    0 of 50 accounts ready (38 not begun, 10 signed up, 2 awaiting their mail), about 40 s left");
    }

    @Test
    void tellsOnlyHowManyAreReadyOnceOneIs() {
        assertThat(line(Map.of(AccountState.READY, 24, AccountState.PLANNED, 26), Duration.ofSeconds(4)))
                .isEqualTo("   24 of 50 accounts ready, about 4 s left");
    }

    @Test
    void foretellsNothingBeforeTheFirstStep() {
        assertThat(line(Map.of(AccountState.PLANNED, 50), null)).isEqualTo("    0 of 50 accounts ready (50 not begun)");
    }

    @Test
    void foretellsNothingOnceAllAreReady() {
        assertThat(line(Map.of(AccountState.READY, 50), Duration.ZERO)).isEqualTo("   50 of 50 accounts ready");
    }
}
