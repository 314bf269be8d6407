package io.tokenweir.provision.log;

import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.mail.Mailbox;

/**
 * An account as the log keeps it, opened.
 *
 * @param provider profile that it was made at, as it was read back; null: the one of now
 *
 * @param accountPassword never printed
 */
public record AccountRow(
        AccountIdentity identity, Mailbox mailbox, String accountPassword, AccountStatus status, String provider) {

    /** One that was not in the log before. */
    public AccountRow(AccountIdentity identity, Mailbox mailbox, String accountPassword, AccountStatus status) {
        this(identity, mailbox, accountPassword, status, null);
    }

    public AccountRow with(AccountStatus next) {
        return new AccountRow(identity, mailbox, accountPassword, next, provider);
    }

    @Override
    public String toString() {
        return "AccountRow[" + identity.accountId() + ", " + status.state() + "]";
    }
}
