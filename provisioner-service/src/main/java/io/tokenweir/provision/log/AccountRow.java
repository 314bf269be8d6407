package io.tokenweir.provision.log;

import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.mail.Mailbox;

/**
 * An account as the log keeps it, opened.
 *
 * @param accountPassword never printed
 */
public record AccountRow(AccountIdentity identity, Mailbox mailbox, String accountPassword, AccountStatus status) {

    public AccountRow with(AccountStatus next) {
        return new AccountRow(identity, mailbox, accountPassword, next);
    }

    @Override
    public String toString() {
        return "AccountRow[" + identity.accountId() + ", " + status.state() + "]";
    }
}
