package io.tokenweir.limits;

/**
 * The limits that hold together for one key, organisation or deployment; 0 means none.
 *
 * @param slidingTokens whether tokens are counted over a sliding minute instead of a refilled bucket
 * @param refundUnused whether the part of a charge that was not used is given back
 * @param countRefused whether a refused request takes what is left of the request bucket, at most one request: OpenAI's
 *     "unsuccessful requests count", which never takes the bucket into debt
 */
public record LimitSettings(
        int requestsPerMinute,
        long tokensPerMinute,
        int concurrency,
        boolean slidingTokens,
        boolean refundUnused,
        boolean countRefused) {

    /** Requests and tokens per minute as OpenAI counts them. */
    public static LimitSettings openAi(int requestsPerMinute, long tokensPerMinute) {
        return new LimitSettings(requestsPerMinute, tokensPerMinute, 0, false, false, true);
    }
}
