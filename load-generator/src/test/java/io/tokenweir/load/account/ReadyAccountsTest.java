package io.tokenweir.load.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.AccountState;

class ReadyAccountsTest {
    private final SecretVault vault = SecretVault.of("k1", new byte[32]);
    private final LeaseProof proof = new LeaseProof(1, 0);
    private final ReadyAccounts accounts = new ReadyAccounts("b", vault);

    @Test
    void holdsTheReadyAccountsOfItsBatchInTheOrderOfTheirIndex() {
        held(0);
        apply(0, "b", 10, AccountState.READY);
        apply(0, "b", 2, AccountState.READY);
        apply(0, "b", 3, AccountState.VERIFIED);
        apply(0, "other", 1, AccountState.READY);
        accounts.whole(0);
        assertThat(accounts.held()).extracting(KeyedAccount::accountId).containsExactly("b-2", "b-10");
        assertThat(accounts.held()).extracting(KeyedAccount::apiKey).containsExactly("sk-b-2", "sk-b-10");
    }

    @Test
    void usesNoAccountOfAPartitionBeforeItHasReadItToItsEnd() {
        held(0);
        apply(0, "b", 1, AccountState.READY);
        assertThat(accounts.held()).isEmpty();
        assertThat(accounts.isWhole()).isFalse();
        accounts.whole(0);
        assertThat(accounts.held()).hasSize(1);
        assertThat(accounts.isWhole()).isTrue();
    }

    @Test
    void dropsAnAccountThatIsReadyNoLonger() {
        held(0);
        apply(0, "b", 1, AccountState.READY);
        apply(0, "b", 2, AccountState.READY);
        accounts.whole(0);
        apply(0, "b", 1, AccountState.REVOKED);
        accounts.apply(0, "b-2", null);
        assertThat(accounts.held()).isEmpty();
    }

    @Test
    void endsTheLeaseOfEveryAccountOfAPartitionThatIsGivenUp() {
        held(0);
        held(1);
        apply(0, "b", 1, AccountState.READY);
        apply(1, "b", 2, AccountState.READY);
        accounts.whole(0);
        accounts.whole(1);
        KeyedAccount gone = accounts.held().get(0);
        accounts.end(0);
        assertThat(gone.lease().isHeld()).isFalse();
        assertThat(accounts.held()).extracting(KeyedAccount::accountId).containsExactly("b-2");
        assertThat(accounts.end(0)).isNull();
    }

    @Test
    void saysWhichKeyEncryptionKeyIsMissing() {
        ReadyAccounts elsewhere = new ReadyAccounts("b", SecretVault.of("k2", new byte[32]));
        elsewhere.begin(0, new PartitionLease(proof));
        assertThatThrownBy(() ->
                        elsewhere.apply(0, "b-1", TestAccounts.account("b", 1, AccountState.READY, vault, "sk-b-1")))
                .hasMessageContaining("No key-encryption key named k1 here")
                .hasMessageNotContaining("sk-b-1");
    }

    private void held(int partition) {
        accounts.begin(partition, new PartitionLease(proof));
    }

    private void apply(int partition, String batch, int index, AccountState state) {
        String id = batch + '-' + index;
        accounts.apply(partition, id, TestAccounts.account(batch, index, state, vault, "sk-" + id));
    }
}
