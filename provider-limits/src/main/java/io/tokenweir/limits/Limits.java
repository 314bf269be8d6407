package io.tokenweir.limits;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several limits that one request must pass together. All are asked before anything is charged, in their order; the first
 * that refuses names the refusal. They may have different holders: an account's requests, its organisation's tokens.
 */
public final class Limits {
    private Limits() {}

    /** Asks all limits for one request, and charges them when all agree. */
    public static Decision admit(List<Limit> limits, long nowNanos, Cost cost) {
        return admit(List.of(), limits, nowNanos, cost);
    }

    /**
     * The same with limits that stand in front of the others: what they refuse does not reach the others and does not count
     * there.
     */
    public static Decision admit(List<Limit> inFront, List<Limit> limits, long nowNanos, Cost cost) {
        List<Limit> all = Stream.concat(inFront.stream(), limits.stream()).toList();
        Optional<Limit> inFrontFull = full(inFront, nowNanos, cost);
        Optional<Limit> full = inFrontFull.or(() -> full(limits, nowNanos, cost));
        if (full.isEmpty()) {
            Pass pass = new Pass(all, nowNanos, cost);
            return new Decision(Optional.empty(), Optional.of(pass), states(all, nowNanos));
        }
        (inFrontFull.isPresent() ? inFront : all).forEach(limit -> limit.refused(nowNanos));
        return new Decision(full.map(limit -> limit.refusal(nowNanos, cost)), Optional.empty(), states(all, nowNanos));
    }

    /** Each limit as it is now. */
    public static List<AxisState> states(List<Limit> limits, long nowNanos) {
        return limits.stream().map(limit -> limit.state(nowNanos)).toList();
    }

    private static Optional<Limit> full(List<Limit> limits, long nowNanos, Cost cost) {
        return limits.stream().filter(limit -> !limit.fits(nowNanos, cost)).findFirst();
    }
}
