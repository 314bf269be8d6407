package io.tokenweir.limits;

import java.util.function.LongUnaryOperator;

/** A limit that is enforced on short slices as well: 600 a minute, and of them not more than 10 a second. */
final class SlicedCounter implements Counter {
    private final Counter whole;
    private final Counter slice;
    private final LongUnaryOperator part;

    /** @param part from the limit of the whole to that of the slice */
    SlicedCounter(Counter whole, Counter slice, LongUnaryOperator part) {
        this.whole = whole;
        this.slice = slice;
        this.part = part;
    }

    /** The share of a slice, rounded up. */
    static long part(long limit, LimitRule rule) {
        return Math.max(1, (long)
                Math.ceil((double) limit * rule.sliceNanos() / rule.period().nanos()));
    }

    @Override
    public long limit() {
        return whole.limit();
    }

    @Override
    public void limit(long nowNanos, long newLimit) {
        whole.limit(nowNanos, newLimit);
        slice.limit(nowNanos, part.applyAsLong(newLimit));
    }

    @Override
    public void take(long nowNanos, long amount) {
        whole.take(nowNanos, amount);
        slice.take(nowNanos, amount);
    }

    @Override
    public void drain(long nowNanos) {
        whole.drain(nowNanos);
        slice.drain(nowNanos);
    }

    @Override
    public long used(long nowNanos) {
        return whole.used(nowNanos);
    }

    @Override
    public long remaining(long nowNanos) {
        return Math.min(whole.remaining(nowNanos), slice.remaining(nowNanos));
    }

    @Override
    public boolean fits(long nowNanos, long amount) {
        return whole.fits(nowNanos, amount) && slice.fits(nowNanos, amount);
    }

    @Override
    public long waitNanos(long nowNanos, long amount) {
        return Math.max(whole.waitNanos(nowNanos, amount), slice.waitNanos(nowNanos, amount));
    }

    @Override
    public long resetNanos(long nowNanos) {
        return Math.max(whole.resetNanos(nowNanos), slice.resetNanos(nowNanos));
    }
}
