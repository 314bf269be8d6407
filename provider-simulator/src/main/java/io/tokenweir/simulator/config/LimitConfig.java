package io.tokenweir.simulator.config;

/**
 * The limits of one model; 0 means none.
 *
 * @param scope whether each account has limits of its own, or all accounts share those of the organisation
 * @param window how tokens per minute are counted: a continuously refilled bucket, or a sliding minute
 * @param charge what a request costs at admission
 * @param refundUnused whether the part of the charge that was not used is given back when the request ends
 * @param countRefused whether a refused request counts against requests per minute
 */
public record LimitConfig(
        Scope scope,
        int requestsPerMinute,
        long tokensPerMinute,
        int concurrency,
        Window window,
        Charge charge,
        boolean refundUnused,
        boolean countRefused) {

    public LimitConfig {
        if (requestsPerMinute < 0 || tokensPerMinute < 0 || concurrency < 0) {
            throw new IllegalArgumentException(
                    "requestsPerMinute, tokensPerMinute and concurrency must be 0 (no limit) or more");
        }
    }

    /** Who shares a limit. */
    public enum Scope {
        KEY,
        ORGANISATION
    }

    /** How a minute is counted. */
    public enum Window {
        TOKEN_BUCKET,
        SLIDING
    }

    /** The cost of a request when it is admitted. The estimate is a quarter of the prompt's characters. */
    public enum Charge {
        MAX_OF_ESTIMATE_AND_MAX_TOKENS,
        PROMPT_PLUS_MAX_TOKENS
    }

    /** No limit at all. */
    public static LimitConfig unlimited() {
        return new LimitConfig(
                Scope.KEY, 0, 0, 0, Window.TOKEN_BUCKET, Charge.MAX_OF_ESTIMATE_AND_MAX_TOKENS, false, false);
    }

    /** The same kind of limit with other numbers. */
    public LimitConfig with(Scope scope, int requestsPerMinute, long tokensPerMinute, int concurrency) {
        return new LimitConfig(
                scope, requestsPerMinute, tokensPerMinute, concurrency, window, charge, refundUnused, countRefused);
    }
}
