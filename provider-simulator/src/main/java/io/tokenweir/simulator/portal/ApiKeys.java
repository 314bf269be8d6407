package io.tokenweir.simulator.portal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.account.Secrets;

/** The keys that accounts made for themselves. The secret is shown once and never kept. Thread-safe. */
final class ApiKeys {
    private final KeyRing ring;
    private final Supplier<String> tokens;
    private final Map<String, Map<String, Key>> byAccount = new HashMap<>();
    private int made;

    /** A key as its owner's list shows it. */
    record Listed(String id, String name, String masked) {}

    private record Key(Listed listed, String digest) {}

    /** A new key with its secret. */
    record Made(String id, String key, String masked) {}

    ApiKeys(KeyRing ring, Supplier<String> tokens) {
        this.ring = ring;
        this.tokens = tokens;
    }

    synchronized Made create(Accounts.View account, String name) {
        String secret = "sk-sim-" + tokens.get();
        Listed listed = new Listed(String.format("key-%06d", ++made), name, Secrets.masked(secret));
        byAccount
                .computeIfAbsent(account.accountId(), id -> new LinkedHashMap<>())
                .put(listed.id(), new Key(listed, Secrets.digest(secret)));
        ring.add(secret, account.accountId(), account.index());
        return new Made(listed.id(), secret, listed.masked());
    }

    synchronized List<Listed> list(Accounts.View account) {
        return byAccount.getOrDefault(account.accountId(), Map.of()).values().stream()
                .map(Key::listed)
                .toList();
    }

    /** The key opens nothing any more. */
    synchronized void delete(Accounts.View account, String id) {
        Key key = byAccount.getOrDefault(account.accountId(), new HashMap<>()).remove(id);
        if (key == null) {
            throw new PortalException(404, "unknown_key", "This account has no key of that id.");
        }
        ring.remove(key.digest());
    }
}
