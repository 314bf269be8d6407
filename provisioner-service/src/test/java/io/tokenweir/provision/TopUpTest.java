package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.tokenweir.events.AccountState;
import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.log.AccountRow;
import io.tokenweir.provision.mail.Mailbox;

class TopUpTest {
    private static AccountRow row(int index, AccountState state) {
        AccountIdentity identity = AccountIdentity.derive(1, "b", index, "mail.test");
        return new AccountRow(
                identity, new Mailbox(identity.email(), "m"), "p", AccountStatus.recovered(state, null, null));
    }

    @Test
    void makesAllWhenNothingIsKnown() {
        assertThat(TopUp.plan(List.of(), 3).newIndices()).containsExactly(0, 1, 2);
    }

    @Test
    void makesNothingNewWhenEnoughAreReadyOrHalfMade() {
        TopUp topUp = TopUp.plan(List.of(row(0, AccountState.READY), row(1, AccountState.VERIFIED)), 2);

        assertThat(topUp.ready()).hasSize(1);
        assertThat(topUp.halfMade()).hasSize(1);
        assertThat(topUp.newIndices()).isEmpty();
    }

    @Test
    void replacesFailedAndRetiredOnesWithIndicesNeverUsed() {
        TopUp topUp = TopUp.plan(
                List.of(row(0, AccountState.FAILED), row(1, AccountState.READY), row(5, AccountState.RETIRED)), 3);

        assertThat(topUp.newIndices()).containsExactly(6, 7);
    }
}
