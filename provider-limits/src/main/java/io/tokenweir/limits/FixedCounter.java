package io.tokenweir.limits;

import java.util.function.LongUnaryOperator;

/** A window that ends as a whole: on the clock, or some time after its first use, or never. */
final class FixedCounter implements Counter {
    private final boolean aligned;
    private final LongUnaryOperator end;
    private long limit;
    private long used;
    private boolean begun;
    private long endNanos;

    /**
     * @param aligned whether windows follow each other without a gap, used or not
     * @param end from an instant to the end of the window that it lies in, or that it begins
     */
    FixedCounter(long limit, boolean aligned, LongUnaryOperator end) {
        this.limit = limit;
        this.aligned = aligned;
        this.end = end;
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public void limit(long nowNanos, long newLimit) {
        limit = newLimit;
    }

    /** What is given back for an earlier window is lost. */
    @Override
    public void take(long nowNanos, long amount) {
        renew(nowNanos);
        if (!begun) {
            begun = true;
            endNanos = end.applyAsLong(nowNanos);
        }
        used = Math.max(0, used + amount);
    }

    @Override
    public void drain(long nowNanos) {
        take(nowNanos, remaining(nowNanos));
    }

    @Override
    public long used(long nowNanos) {
        renew(nowNanos);
        return used;
    }

    @Override
    public boolean fits(long nowNanos, long amount) {
        return used(nowNanos) + amount <= limit;
    }

    @Override
    public long waitNanos(long nowNanos, long amount) {
        if (amount > limit) {
            return Decision.Refusal.NEVER;
        }
        return fits(nowNanos, amount) ? 0 : left(nowNanos);
    }

    @Override
    public long resetNanos(long nowNanos) {
        renew(nowNanos);
        return begun || aligned ? left(nowNanos) : 0;
    }

    private long left(long nowNanos) {
        long until = begun ? endNanos : end.applyAsLong(nowNanos);
        return until == Long.MAX_VALUE ? Decision.Refusal.NEVER : until - nowNanos;
    }

    private void renew(long nowNanos) {
        if (begun && nowNanos >= endNanos) {
            begun = false;
            used = 0;
        }
    }
}
