package io.tokenweir.simulator.wall;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.limits.AxisState;
import io.tokenweir.limits.Decision;
import io.tokenweir.simulator.config.GatewayConfig;
import io.tokenweir.simulator.config.GatewayConfig.TokenLimit;

/**
 * The headers that {@code llm-token-limit} policies name, and their variables where those are echoed. What remains is told
 * after the use of an answer that is known as a whole; of a stream only its prompt is known when headers are sent.
 */
final class GatewayHeaders {
    private static final String VARIABLE = "x-variable-";
    private static final long SECOND = 1_000_000_000L;

    private final GatewayConfig config;

    GatewayHeaders(GatewayConfig config) {
        this.config = config;
    }

    /** The name of the header that tells the wait, when the limit is that of a policy that names one; else the usual. */
    String retryAfter(Decision.Refusal refusal) {
        for (int i = 0; i < config.tokenLimits().size(); i++) {
            String named = config.tokenLimits().get(i).retryAfterHeader();
            if (named != null && isOf(i, refusal)) {
                return named;
            }
        }
        return "retry-after";
    }

    Map<String, String> of(Verdict verdict) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < config.tokenLimits().size(); i++) {
            TokenLimit policy = config.tokenLimits().get(i);
            put(
                    headers,
                    policy.remainingTokensHeader(),
                    policy.remainingTokensVariable(),
                    remaining(verdict, GatewayRules.tokens(i), policy));
            put(
                    headers,
                    policy.remainingQuotaHeader(),
                    policy.remainingQuotaVariable(),
                    remaining(verdict, GatewayRules.quota(i), policy));
            if (verdict.admitted()) {
                put(headers, policy.consumedHeader(), policy.consumedVariable(), verdict.consumed());
            } else if (isOf(i, verdict.refusal().orElseThrow())) {
                long wait = verdict.refusal().orElseThrow().waitNanos();
                put(headers, null, policy.retryAfterVariable(), (wait + SECOND - 1) / SECOND);
            }
        }
        return headers;
    }

    private static boolean isOf(int policy, Decision.Refusal refusal) {
        return List.of(GatewayRules.tokens(policy), GatewayRules.quota(policy))
                .contains(refusal.rule().name());
    }

    /** What is left of a limit; null where the policy has none. */
    private static Long remaining(Verdict verdict, String limit, TokenLimit policy) {
        AxisState state = verdict.decision().state(limit).orElse(null);
        if (state == null) {
            return null;
        }
        boolean promptCounted = policy.estimatePromptTokens() || verdict.streamed();
        long coming = verdict.consumed() - (promptCounted ? verdict.promptTokens() : 0);
        return verdict.admitted() ? Math.max(0, state.remaining() - coming) : state.remaining();
    }

    private void put(Map<String, String> headers, String header, String variable, Long value) {
        if (value == null) {
            return;
        }
        if (header != null) {
            headers.put(header, value.toString());
        }
        if (variable != null && config.echoVariables()) {
            headers.put(VARIABLE + variable, value.toString());
        }
    }
}
