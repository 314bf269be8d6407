package io.tokenweir.limits;

import java.util.List;
import java.util.Optional;

/**
 * What several limits decided about one request.
 *
 * @param refusal why it was refused; empty when it was admitted
 * @param pass to be settled when the request ends; empty when it was refused
 * @param states each limit afterwards, in order
 */
public record Decision(Optional<Refusal> refusal, Optional<Pass> pass, List<AxisState> states) {

    public boolean admitted() {
        return refusal.isEmpty();
    }

    /** The limit of that name afterwards. */
    public Optional<AxisState> state(String name) {
        return states.stream().filter(state -> state.name().equals(name)).findFirst();
    }

    /**
     * Why a request was refused.
     *
     * @param rule the limit that refused it
     * @param limit its size at that moment
     * @param used what was used of it, rounded up
     * @param requested what the request asked for
     * @param waitNanos time until the request would fit, if nothing else came; {@link #NEVER} when it never will
     */
    public record Refusal(LimitRule rule, long limit, long used, long requested, long waitNanos) {
        /** No wait helps. */
        public static final long NEVER = Long.MAX_VALUE;

        public Axis axis() {
            return rule.axis();
        }

        /** Whether the request alone is larger than the limit. */
        public boolean tooLarge() {
            return requested > limit;
        }
    }
}
