package io.tokenweir.limits;

/**
 * One limit of one holder: a rule and what is used of it.
 *
 * <p>Pure: instants are nanoseconds of one monotonic clock, passed in and never decreasing. Not thread-safe.
 */
public final class Limit {
    private final LimitRule rule;
    private final Counter counter;

    /** A limit of which nothing is used. */
    public Limit(LimitRule rule, WallClock wall, long nowNanos) {
        this.rule = rule;
        this.counter = Counter.of(rule, wall, nowNanos);
    }

    public LimitRule rule() {
        return rule;
    }

    /** Another limit from now on; what is used stays used, even if that is more than the new limit. */
    public void change(long nowNanos, long limit) {
        counter.limit(nowNanos, Math.max(1, limit));
    }

    public AxisState state(long nowNanos) {
        return new AxisState(
                rule.name(),
                rule.axis(),
                rule.period().nanos(),
                counter.limit(),
                counter.used(nowNanos),
                counter.remaining(nowNanos),
                counter.resetNanos(nowNanos));
    }

    boolean fits(long nowNanos, Cost cost) {
        return counter.fits(nowNanos, rule.asked(cost));
    }

    void take(long nowNanos, long amount) {
        if (amount != 0) {
            counter.take(nowNanos, amount);
        }
    }

    /** A request was refused, by this limit or another. */
    void refused(long nowNanos) {
        if (!rule.countRefused()) {
            return;
        }
        if (counter.fits(nowNanos, 1)) {
            counter.take(nowNanos, 1);
        } else {
            counter.drain(nowNanos);
        }
    }

    /** What the refused one is told; the refused request itself may have been counted already. */
    Decision.Refusal refusal(long nowNanos, Cost cost) {
        long asked = rule.asked(cost);
        return new Decision.Refusal(
                rule, counter.limit(), counter.used(nowNanos), asked, counter.waitNanos(nowNanos, asked));
    }
}
