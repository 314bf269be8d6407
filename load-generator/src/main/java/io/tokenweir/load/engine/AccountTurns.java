package io.tokenweir.load.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.schedule.Share;

/**
 * Which account each virtual user of a scenario sends with: they take the accounts in turns. Keys that the operator gave to
 * all instances are dealt out over the users of all of them; leased ones are this instance's alone. What an account has
 * learnt, and for what it is parked, it keeps as long as it is held. Owned by the thread that tells of changes.
 */
final class AccountTurns {
    private final int first;
    private final Share share;
    private final Function<KeyedAccount, UserAccount> open;
    private Map<KeyedAccount, UserAccount> known = Map.of();

    /**
     * @param first the turn of the scenario's first user
     * @param open makes what the engine uses of an account
     */
    AccountTurns(int first, Share share, Function<KeyedAccount, UserAccount> open) {
        this.first = first;
        this.share = share;
        this.open = open;
    }

    /** By the user's number; null when there is no account. Valid until the accounts change again. */
    IntFunction<UserAccount> over(List<KeyedAccount> accounts) {
        Map<KeyedAccount, UserAccount> now = new HashMap<>();
        List<UserAccount> turns = accounts.stream()
                .map(account -> now.computeIfAbsent(account, this::knownOrOpened))
                .toList();
        known = now;
        if (turns.isEmpty()) {
            return user -> null;
        }
        int stride = accounts.get(0).isLeased() ? share.of() : 1;
        return user -> turns.get((first + user / stride) % turns.size());
    }

    private UserAccount knownOrOpened(KeyedAccount account) {
        UserAccount before = known.get(account);
        return before != null ? before : open.apply(account);
    }
}
