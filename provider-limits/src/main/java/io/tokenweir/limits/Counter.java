package io.tokenweir.limits;

import java.time.Duration;

/** What is used of one limit, however it ages. Instants never decrease. Not thread-safe. */
interface Counter {
    long limit();

    /** Another limit from now on; what is used stays used. */
    void limit(long nowNanos, long newLimit);

    /** Counts a use; a negative one gives back. */
    void take(long nowNanos, long amount);

    /** Takes what is left, but no debt. */
    void drain(long nowNanos);

    /** Rounded up. */
    long used(long nowNanos);

    boolean fits(long nowNanos, long amount);

    /** The wait to tell a refused one; {@link Decision.Refusal#NEVER} when it can never fit. */
    long waitNanos(long nowNanos, long amount);

    long resetNanos(long nowNanos);

    default long remaining(long nowNanos) {
        return Math.max(0, limit() - used(nowNanos));
    }

    static Counter of(LimitRule rule, WallClock wall, long nowNanos) {
        Counter whole = counter(rule, rule.limit(), rule.period(), wall, nowNanos);
        if (rule.sliceNanos() == 0) {
            return whole;
        }
        Period slice = new Period(
                Duration.ofNanos(rule.sliceNanos()), null, rule.period().zone());
        return new SlicedCounter(
                whole,
                counter(rule, SlicedCounter.part(rule.limit(), rule), slice, wall, nowNanos),
                limit -> SlicedCounter.part(limit, rule));
    }

    private static Counter counter(LimitRule rule, long limit, Period period, WallClock wall, long nowNanos) {
        if (rule.axis() == Axis.CONCURRENCY) {
            return new OpenCounter(limit);
        }
        return switch (rule.counting()) {
            case BUCKET -> new BucketCounter(limit, period.nanos(), nowNanos);
            case SLIDING -> new SlidingCounter(limit, period.nanos());
            case FIXED -> new FixedCounter(limit, false, now -> now + period.nanos());
            case ALIGNED -> new FixedCounter(limit, true, now -> wall.nanosAt(period.endOf(wall.at(now))));
            case ONCE -> new FixedCounter(limit, false, now -> Long.MAX_VALUE);
            case RAMP -> new RampCounter(limit, period.nanos());
        };
    }
}
