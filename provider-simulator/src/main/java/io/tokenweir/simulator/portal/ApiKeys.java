package io.tokenweir.simulator.portal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.tokenweir.simulator.account.KeyOwner;
import io.tokenweir.simulator.account.KeyRing;
import io.tokenweir.simulator.account.Secrets;

/** The keys that accounts made for themselves. The secret is shown once and never kept. Thread-safe. */
final class ApiKeys {
    private final KeyRing ring;
    private final Supplier<String> secrets;
    private final Map<String, Map<String, Key>> byAccount = new HashMap<>();
    private final Map<String, Integer> madeByAccount = new HashMap<>();
    private int made;

    /** A key as its owner's list shows it. */
    record Listed(String id, String name, String masked, String organization, String project) {}

    /** A key as only the provider sees it; {@code dead} was handed out but opens nothing. */
    record Truth(String id, String name, String project, String fingerprint, boolean dead) {}

    private record Key(Listed listed, String digest, boolean dead) {}

    /** A new key with its secret. */
    record Made(String id, String key, String masked, String organization, String project) {}

    ApiKeys(KeyRing ring, Supplier<String> secrets) {
        this.ring = ring;
        this.secrets = secrets;
    }

    /** @param dead whether the key opens nothing */
    synchronized Made create(Accounts.View account, String name, Organisations.Place place, boolean dead) {
        String secret = secrets.get();
        Listed listed = new Listed(
                String.format("key-%06d", ++made), name, Secrets.masked(secret), place.organization(), place.project());
        madeByAccount.merge(account.accountId(), 1, Integer::sum);
        byAccount
                .computeIfAbsent(account.accountId(), id -> new LinkedHashMap<>())
                .put(listed.id(), new Key(listed, Secrets.digest(secret), dead));
        if (!dead) {
            ring.add(
                    secret,
                    new KeyOwner(
                            account.accountId(),
                            account.index(),
                            Secrets.fingerprint(secret),
                            place.organization(),
                            place.project(),
                            listed.id()));
        }
        return new Made(listed.id(), secret, listed.masked(), listed.organization(), listed.project());
    }

    /** How many keys the account has made so far, deleted ones included. */
    synchronized int made(Accounts.View account) {
        return madeByAccount.getOrDefault(account.accountId(), 0);
    }

    synchronized List<Listed> list(Accounts.View account) {
        return byAccount.getOrDefault(account.accountId(), Map.of()).values().stream()
                .map(Key::listed)
                .toList();
    }

    /** The keys that were not deleted. */
    synchronized List<Truth> live(Accounts.View account) {
        return byAccount.getOrDefault(account.accountId(), Map.of()).values().stream()
                .map(key -> new Truth(
                        key.listed().id(),
                        key.listed().name(),
                        key.listed().project(),
                        Secrets.shortened(key.digest()),
                        key.dead()))
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
