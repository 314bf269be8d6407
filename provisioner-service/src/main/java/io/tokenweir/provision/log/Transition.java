package io.tokenweir.provision.log;

import io.tokenweir.events.AccountState;

/**
 * One change of one account, to be committed together with the account as it stands after it.
 *
 * @param report null: nobody need hear of it, only the account's snapshot is written
 */
public record Transition(AccountState from, AccountRow after, StepReport report) {

    /** A change within a state, such as a count, that must survive a crash. */
    public static Transition within(AccountRow after) {
        return new Transition(after.status().state(), after, null);
    }
}
