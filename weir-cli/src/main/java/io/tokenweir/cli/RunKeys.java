package io.tokenweir.cli;

import java.util.List;
import java.util.function.Consumer;

import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.load.RunPart;
import io.tokenweir.load.RunningLoad;
import io.tokenweir.load.account.AccountLeases;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.engine.LoadEngine;

/**
 * The keys that a run begins with, and the leases on them.
 *
 * @param leases null when the keys are the operator's own
 */
record RunKeys(List<KeyedAccount> accounts, AccountLeases leases) implements AutoCloseable {
    static RunKeys own(List<KeyedAccount> accounts) {
        return new RunKeys(accounts, null);
    }

    /** The load hears of every change from now on. */
    void tell(RunningLoad load) {
        if (leases != null) {
            leases.tell(load);
        }
    }

    /** Says so when virtual users have to share leased accounts. */
    void compare(ScenarioFile scenario, RunPart part, Consumer<String> say) {
        long users = scenario.scenarios().entrySet().stream()
                .mapToLong(load -> LoadEngine.users(load.getKey(), load.getValue(), scenario.seed()))
                .sum();
        long here = (users + part.share().of() - 1) / part.share().of();
        if (leases != null && accounts.size() < here) {
            say.accept(accounts.size() + (accounts.size() == 1 ? " account" : " accounts") + " for up to " + here
                    + " virtual users: as many as " + (here + accounts.size() - 1) / accounts.size()
                    + " share a key, and its limits.");
        }
    }

    @Override
    public void close() {
        if (leases != null) {
            leases.close();
        }
    }
}
