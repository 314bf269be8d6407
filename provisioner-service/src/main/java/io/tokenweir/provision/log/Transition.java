package io.tokenweir.provision.log;

import io.tokenweir.events.AccountState;

/** One change of one account, to be committed together with the account as it stands after it. */
public record Transition(AccountState from, AccountRow after, StepReport report) {}
