package io.tokenweir.provision.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountIdentityTest {
    @Test
    void isTheSameForTheSameSeedBatchAndIndex() {
        assertThat(AccountIdentity.derive(1, "demo", 3, "mail.test"))
                .isEqualTo(AccountIdentity.derive(1, "demo", 3, "mail.test"));
    }

    @Test
    void hasAnotherAddressForAnotherSeed() {
        assertThat(AccountIdentity.derive(1, "demo", 3, "mail.test").email())
                .isNotEqualTo(AccountIdentity.derive(2, "demo", 3, "mail.test").email());
    }

    @Test
    void namesTheAccountAfterBatchAndIndex() {
        assertThat(AccountIdentity.derive(1, "demo", 42, "mail.test").accountId())
                .isEqualTo("demo-00042");
    }

    @Test
    void makesAnAddressThatMailServersTakeOutOfAnyBatchName() {
        AccountIdentity identity = AccountIdentity.derive(1, "Nightly_Run.2026".repeat(4), 7, "mail.test");
        assertThat(identity.email()).matches("[a-z0-9-]{1,64}@mail\\.test");
    }

    @Test
    void isReadBackFromTheLogAsItWas() {
        AccountIdentity made = AccountIdentity.derive(1, "demo", 3, "mail.test");
        assertThat(AccountIdentity.recovered(made.accountId(), "demo", 3, made.email()))
                .isEqualTo(made);
    }
}
