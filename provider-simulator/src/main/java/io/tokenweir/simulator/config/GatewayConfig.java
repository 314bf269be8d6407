package io.tokenweir.simulator.config;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A gateway in front of the provider, with policies as Azure API Management writes them; the keys are its attributes.
 *
 * @param echoVariables whether the values of named variables are sent as headers {@code x-variable-NAME}, so that they can
 *     be seen from outside; a real gateway keeps them for its own expressions
 */
public record GatewayConfig(
        @JsonProperty("echo-variables") boolean echoVariables,
        @JsonProperty("llm-token-limit") List<TokenLimit> tokenLimits,
        @JsonProperty("rate-limit-by-key") List<Calls> rateLimits,
        @JsonProperty("quota-by-key") List<Calls> quotas) {

    public GatewayConfig {
        tokenLimits = tokenLimits == null ? List.of() : List.copyOf(tokenLimits);
        rateLimits = rateLimits == null ? List.of() : List.copyOf(rateLimits);
        quotas = quotas == null ? List.of() : List.copyOf(quotas);
    }

    public static GatewayConfig none() {
        return new GatewayConfig(false, null, null, null);
    }

    /** How tokens per minute are counted: the classic tiers' way, or that of the v2 tiers. */
    public enum Algorithm {
        @JsonProperty("slidingWindow60s")
        SLIDING_WINDOW_60S,
        @JsonProperty("bucketWithDebt")
        BUCKET_WITH_DEBT
    }

    /** Calendar periods of a quota. */
    public enum QuotaPeriod {
        @JsonProperty("Hourly")
        HOURLY,
        @JsonProperty("Daily")
        DAILY,
        @JsonProperty("Weekly")
        WEEKLY,
        @JsonProperty("Monthly")
        MONTHLY,
        @JsonProperty("Yearly")
        YEARLY
    }

    /**
     * {@code llm-token-limit}.
     *
     * @param counterKey whose tokens are counted together: {@code @(context.Subscription.Id)}, {@code
     *     @(context.Request.IpAddress)}, {@code @(context.Request.Headers.GetValueOrDefault("name",""))}, or a text of
     *     one's own, which makes one counter for all
     */
    public record TokenLimit(
            @JsonProperty("counter-key") String counterKey,
            @JsonProperty("tokens-per-minute") long tokensPerMinute,
            @JsonProperty("token-quota") long tokenQuota,
            @JsonProperty("token-quota-period") QuotaPeriod tokenQuotaPeriod,
            @JsonProperty("estimate-prompt-tokens") boolean estimatePromptTokens,
            @JsonProperty("algorithm") Algorithm algorithm,
            @JsonProperty("retry-after-header-name") String retryAfterHeader,
            @JsonProperty("retry-after-variable-name") String retryAfterVariable,

            @JsonProperty("remaining-quota-tokens-header-name")
            String remainingQuotaHeader,

            @JsonProperty("remaining-quota-tokens-variable-name")
            String remainingQuotaVariable,

            @JsonProperty("remaining-tokens-header-name") String remainingTokensHeader,
            @JsonProperty("remaining-tokens-variable-name") String remainingTokensVariable,
            @JsonProperty("tokens-consumed-header-name") String consumedHeader,
            @JsonProperty("tokens-consumed-variable-name") String consumedVariable) {

        public TokenLimit {
            if (tokensPerMinute <= 0 && (tokenQuota <= 0 || tokenQuotaPeriod == null)) {
                throw new IllegalArgumentException(
                        "llm-token-limit needs tokens-per-minute, or token-quota with token-quota-period, or both");
            }
        }
    }

    /** {@code rate-limit-by-key} and {@code quota-by-key}: calls per period. */
    public record Calls(
            @JsonProperty("counter-key") String counterKey,
            @JsonProperty("calls") long calls,
            @JsonProperty("renewal-period") long renewalSeconds) {

        public Calls {
            if (calls < 1 || renewalSeconds < 1) {
                throw new IllegalArgumentException("a limit of calls needs calls and renewal-period of at least 1");
            }
        }
    }
}
