package io.tokenweir.simulator.account;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The keys that open the API, remembered by digest only. Thread-safe. */
public final class KeyRing {
    private final Map<String, KeyOwner> byDigest = new ConcurrentHashMap<>();
    private final AtomicInteger accounts = new AtomicInteger();
    private final boolean acceptAny;
    private final String organization;

    /**
     * @param acceptAny whether an unknown key makes an account of its own
     * @param organization that all accounts belong to
     */
    public KeyRing(boolean acceptAny, String organization) {
        this.acceptAny = acceptAny;
        this.organization = organization;
    }

    /** The index of the next account by order of sign-up. */
    public int nextAccountIndex() {
        return accounts.getAndIncrement();
    }

    /** The key opens the API to this owner. */
    public void add(String key, KeyOwner owner) {
        byDigest.put(Secrets.digest(key), owner);
    }

    /** Adds a key with an account of its own. */
    public void addWithAccount(String key) {
        int index = nextAccountIndex();
        add(key, KeyOwner.of(accountId(index), index, Secrets.fingerprint(key), organization));
    }

    public void remove(String keyDigest) {
        byDigest.remove(keyDigest);
    }

    /** The owner of a key; empty when the key opens nothing. */
    public Optional<KeyOwner> owner(String key) {
        String digest = Secrets.digest(key);
        KeyOwner owner = byDigest.get(digest);
        if (owner == null && acceptAny) {
            owner = byDigest.computeIfAbsent(digest, d -> {
                int index = nextAccountIndex();
                return KeyOwner.of(accountId(index), index, Secrets.shortened(d), organization);
            });
        }
        return Optional.ofNullable(owner);
    }

    /** The id of the account that signed up as number {@code index}. */
    public static String accountId(int index) {
        return String.format("acct-%06d", index + 1);
    }
}
