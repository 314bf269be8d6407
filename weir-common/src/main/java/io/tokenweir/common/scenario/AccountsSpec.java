package io.tokenweir.common.scenario;

/**
 * Which accounts the virtual users share out among themselves, one key each.
 *
 * @param batch name of the batch; account ids begin with it
 * @param count how many accounts to provision or to expect
 * @param mailbox where new accounts get their mail; null: where the caller says
 * @param retire {@code end}: accounts are given back when the run has ended; {@code keep} or null: they are kept
 * @param caps null: none
 */
public record AccountsSpec(String batch, int count, MailboxSpec mailbox, String retire, AccountCaps caps) {

    /** Whether the accounts are given back at the end. */
    public boolean retiresAtTheEnd() {
        return "end".equals(retire);
    }
}
