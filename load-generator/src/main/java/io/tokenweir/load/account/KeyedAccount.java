package io.tokenweir.load.account;

/**
 * An account that may send, with its API key in clear. {@link #toString} shows no key.
 *
 * @param lease says before each request whether the key may still be used
 */
public record KeyedAccount(String accountId, String apiKey, KeyLease lease) {
    /** Stands for none, where a server wants some key. */
    public static final KeyedAccount NONE = new KeyedAccount("no-key", "none");

    /** With a key that the operator brought. */
    public KeyedAccount(String accountId, String apiKey) {
        this(accountId, apiKey, KeyLease.OWN);
    }

    /** Whether nobody brought a key. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether other instances have other keys, and this one may lose it. */
    public boolean isLeased() {
        return lease != KeyLease.OWN;
    }

    @Override
    public String toString() {
        return "KeyedAccount[" + accountId + "]";
    }
}
