package io.tokenweir.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.Account;

/** Accounts as a table: no secret is in it. Pure. */
final class AccountTable {
    private AccountTable() {}

    static List<String> lines(List<Account> accounts) {
        if (accounts.isEmpty()) {
            return List.of("No accounts; ./weir provision makes some, ./weir accounts import takes keys in.");
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-24s %-15s %-10s %-12s %s", "ACCOUNT", "STATE", "PROVIDER", "KEY", "CAUSE"));
        Map<String, Integer> states = new TreeMap<>();
        for (Account account : accounts) {
            states.merge(account.getState().toString(), 1, Integer::sum);
            String key = account.getSecrets().containsKey("apiKey") ? account.getKeyFingerprint() : "none";
            lines.add(String.format(
                            "%-24s %-15s %-10s %-12s %s",
                            account.getAccountId(),
                            account.getState(),
                            account.getProvider(),
                            key,
                            account.getCause() == null ? "" : account.getCause())
                    .stripTrailing());
        }
        lines.add(accounts.size() + " accounts: " + states);
        return lines;
    }
}
