package io.tokenweir.load.account;

/** An account that may send, with its API key in clear. {@link #toString} shows no key. */
public record KeyedAccount(String accountId, String apiKey) {
    @Override
    public String toString() {
        return "KeyedAccount[" + accountId + "]";
    }
}
