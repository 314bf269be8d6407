package io.tokenweir.simulator.wall;

import java.util.Optional;

import io.tokenweir.limits.Axis;
import io.tokenweir.limits.Decision;

/**
 * What was decided about a request.
 *
 * @param quotaWaitNanos time until a spent quota is renewed; 0 when it is not spent
 * @param limits the decision of the model's limits; empty when the quota refused
 * @param inFlight admitted requests before this one
 * @param tokensLastMinute tokens admitted in the last minute before this one
 */
public record Verdict(long quotaWaitNanos, Optional<Decision> limits, int inFlight, long tokensLastMinute) {
    public boolean admitted() {
        return limits.isPresent() && limits.get().admitted();
    }

    public long charged() {
        return limits.map(Decision::charged).orElse(0L);
    }

    /** The name of the decision in the request log. */
    public String name() {
        if (admitted()) {
            return "admitted";
        }
        Axis axis =
                limits.flatMap(Decision::refusal).map(Decision.Refusal::axis).orElse(Axis.QUOTA);
        return switch (axis) {
            case REQUESTS -> "rate_requests";
            case TOKENS -> "rate_tokens";
            case CONCURRENCY -> "concurrency";
            case QUOTA -> "quota";
        };
    }
}
