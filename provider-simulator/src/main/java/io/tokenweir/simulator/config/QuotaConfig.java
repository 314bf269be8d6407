package io.tokenweir.simulator.config;

/**
 * A fixed budget of tokens for some accounts, as a gateway in front of the provider would hold it. When it is spent the
 * account is refused with 403 until the period ends.
 *
 * @param everyNth accounts with {@code index % everyNth == everyNth - 1}, by order of sign-up, have a quota; 0: none has
 * @param tokens prompt and answer tokens per period
 * @param periodSeconds length of the period, which begins with the account's first request
 */
public record QuotaConfig(int everyNth, long tokens, long periodSeconds) {

    /** No account has a quota. */
    public static QuotaConfig none() {
        return new QuotaConfig(0, 0, 3600);
    }

    /** Whether the account that signed up as number {@code index} (from 0) has a quota. */
    public boolean appliesTo(int index) {
        return everyNth > 0 && index % everyNth == everyNth - 1;
    }
}
