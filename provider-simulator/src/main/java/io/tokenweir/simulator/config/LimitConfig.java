package io.tokenweir.simulator.config;

import java.util.List;

import io.tokenweir.limits.Charge;
import io.tokenweir.limits.Counting;

/**
 * The limits of one model; 0 means none.
 *
 * @param scope whose use is counted together
 * @param concurrency requests that are open at once
 * @param window how tokens are counted: a continuously refilled bucket (if null), a sliding window, a fixed one
 * @param requestWindow how requests are counted; a bucket if null
 * @param charge what a request costs at admission
 * @param refundUnused whether the part of the charge that was not used is given back when the request ends
 * @param settleExactly whether the charge is corrected to the use when the request ends, up or down
 * @param countRefused whether a refused request counts against requests per minute
 * @param sliceSeconds a shorter window over which a proportional part of requests per minute must hold too; 0: none
 * @param outputBurn what one token of the answer counts when the request has ended; 0 is 1
 * @param unsetMaxTokens what a request that names no {@code max_tokens} is charged for; 0: what it is answered with
 * @param cachedFree whether tokens that came from a cache are given back when the request ends
 * @param also limits of other scopes, windows and kinds
 */
public record LimitConfig(
        Scope scope,
        int requestsPerMinute,
        long tokensPerMinute,
        int concurrency,
        Window window,
        Charge charge,
        boolean refundUnused,
        boolean countRefused,
        long requestsPerDay,
        long tokensPerDay,
        long inputTokensPerMinute,
        long outputTokensPerMinute,
        Window requestWindow,
        boolean settleExactly,
        double sliceSeconds,
        double outputBurn,
        long unsetMaxTokens,
        boolean cachedFree,
        List<RuleConfig> also) {

    public LimitConfig {
        if (requestsPerMinute < 0 || tokensPerMinute < 0 || concurrency < 0) {
            throw new IllegalArgumentException(
                    "requestsPerMinute, tokensPerMinute and concurrency must be 0 (no limit) or more");
        }
        if (requestsPerDay < 0 || tokensPerDay < 0 || inputTokensPerMinute < 0 || outputTokensPerMinute < 0) {
            throw new IllegalArgumentException("requestsPerDay, tokensPerDay, inputTokensPerMinute and"
                    + " outputTokensPerMinute must be 0 (no limit) or more");
        }
        also = also == null ? List.of() : List.copyOf(also);
    }

    /** Whose use is counted together. */
    public enum Scope {
        /** Of all keys of an account, like {@link #ACCOUNT}. */
        KEY,
        ACCOUNT,
        /** Of each single key. */
        EACH_KEY,
        PROJECT,
        ORGANISATION,
        /** Of everybody who calls the model. */
        DEPLOYMENT,
        /** Of each client address. */
        ADDRESS
    }

    /** How use ages. */
    public enum Window {
        TOKEN_BUCKET(Counting.BUCKET),
        SLIDING(Counting.SLIDING),
        /** Begins with its first use. */
        FIXED(Counting.FIXED),
        /** Begins and ends with the clock. */
        ALIGNED(Counting.ALIGNED),
        /** Never comes back. */
        ONCE(Counting.ONCE),
        /** Twice what the window before saw. */
        RAMP(Counting.RAMP);

        private final Counting counting;

        Window(Counting counting) {
            this.counting = counting;
        }

        public Counting counting() {
            return counting;
        }
    }

    /** No limit at all. */
    public static LimitConfig unlimited() {
        return new LimitConfig(
                Scope.KEY,
                0,
                0,
                0,
                Window.TOKEN_BUCKET,
                Charge.MAX_OF_ESTIMATE_AND_MAX_TOKENS,
                false,
                false,
                0,
                0,
                0,
                0,
                Window.TOKEN_BUCKET,
                false,
                0,
                0,
                0,
                false,
                List.of());
    }

    /** The same kind of limit with other numbers. */
    public LimitConfig with(Scope scope, int requestsPerMinute, long tokensPerMinute, int concurrency) {
        return new LimitConfig(
                scope,
                requestsPerMinute,
                tokensPerMinute,
                concurrency,
                window,
                charge,
                refundUnused,
                countRefused,
                requestsPerDay,
                tokensPerDay,
                inputTokensPerMinute,
                outputTokensPerMinute,
                requestWindow,
                settleExactly,
                sliceSeconds,
                outputBurn,
                unsetMaxTokens,
                cachedFree,
                also);
    }
}
