package io.tokenweir.limits;

import java.util.Optional;

/**
 * What a limiter decided about one request.
 *
 * @param refusal why it was refused; empty when it was admitted
 * @param charged tokens that it was charged; to be handed back to {@link MultiAxisLimiter#settle}
 * @param requests the request axis afterwards; empty when it has no limit
 * @param tokens the token axis afterwards; empty when it has no limit
 */
public record Decision(
        Optional<Refusal> refusal, long charged, Optional<AxisState> requests, Optional<AxisState> tokens) {

    public boolean admitted() {
        return refusal.isEmpty();
    }

    /**
     * Why a request was refused.
     *
     * @param limit size of the limit on that axis
     * @param used what was used of it, rounded up
     * @param requested what the request asked for
     * @param waitNanos time until the request would fit, if nothing else came; {@link #NEVER} when it never will
     */
    public record Refusal(Axis axis, long limit, long used, long requested, long waitNanos) {
        /** The request is larger than the whole limit. */
        public static final long NEVER = Long.MAX_VALUE;

        /** Whether the request alone is larger than the limit. */
        public boolean tooLarge() {
            return waitNanos == NEVER;
        }
    }
}
