package io.tokenweir.simulator.wall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.tokenweir.limits.AxisState;
import io.tokenweir.limits.Decision;
import io.tokenweir.limits.LimitRule;

/**
 * What was decided about a request.
 *
 * @param decision that of all limits together, those in front of the provider first
 * @param inGateway whether the limit that refused stands in the gateway
 * @param at when it was decided
 * @param promptTokens tokens of the prompt
 * @param outputTokens tokens that the answer will have
 * @param streamed whether the answer is a stream
 * @param charged tokens that it was charged; 0 when it was refused
 * @param inFlight admitted requests before this one
 * @param tokensLastMinute tokens admitted in the last minute before this one
 */
public record Verdict(
        Decision decision,
        boolean inGateway,
        Instant at,
        int promptTokens,
        int outputTokens,
        boolean streamed,
        long charged,
        int inFlight,
        long tokensLastMinute) {

    public boolean admitted() {
        return decision.admitted();
    }

    /** Each limit that the request met, after the decision. */
    public List<AxisState> states() {
        return decision.states();
    }

    /** Tokens that it will have used by the time that its headers are sent: of a stream the prompt, else all. */
    long consumed() {
        return streamed ? promptTokens : (long) promptTokens + outputTokens;
    }

    /** The name of the decision in the request log. */
    public String name() {
        return refusal().map(refusal -> name(refusal.rule())).orElse("admitted");
    }

    Optional<Decision.Refusal> refusal() {
        return decision.refusal();
    }

    private static String name(LimitRule rule) {
        return switch (rule.axis()) {
            case REQUESTS -> rule.daily() ? "rate_requests_day" : "rate_requests";
            case TOKENS -> rule.daily() ? "rate_tokens_day" : "rate_tokens";
            case INPUT_TOKENS -> "rate_input";
            case OUTPUT_TOKENS -> "rate_output";
            case CONCURRENCY -> "concurrency";
            case SPEND -> "spend";
            case QUOTA, CALL_QUOTA -> "quota";
            case RAMP -> "ramp";
        };
    }
}
