package io.tokenweir.limits;

import java.util.List;
import java.util.Optional;

/**
 * Several limits that one request must pass together. All are asked before anything is charged, in their order; the first
 * that refuses names the refusal. They may have different holders: an account's requests, its organisation's tokens.
 */
public final class Limits {
    private Limits() {}

    /** Asks all limits for one request, and charges them when all agree. */
    public static Decision admit(List<Limit> limits, long nowNanos, Cost cost) {
        Optional<Limit> full =
                limits.stream().filter(limit -> !limit.fits(nowNanos, cost)).findFirst();
        Pass pass = null;
        if (full.isEmpty()) {
            pass = new Pass(limits, nowNanos, cost);
        } else {
            limits.forEach(limit -> limit.refused(nowNanos));
        }
        return new Decision(
                full.map(limit -> limit.refusal(nowNanos, cost)), Optional.ofNullable(pass), states(limits, nowNanos));
    }

    /** Each limit as it is now. */
    public static List<AxisState> states(List<Limit> limits, long nowNanos) {
        return limits.stream().map(limit -> limit.state(nowNanos)).toList();
    }
}
