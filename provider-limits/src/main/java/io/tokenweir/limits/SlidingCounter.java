package io.tokenweir.limits;

/** A sliding window. */
final class SlidingCounter implements Counter {
    private final SlidingWindow window;
    private long limit;

    SlidingCounter(long limit, long windowNanos) {
        this.limit = limit;
        this.window = new SlidingWindow(windowNanos);
    }

    @Override
    public long limit() {
        return limit;
    }

    @Override
    public void limit(long nowNanos, long newLimit) {
        limit = newLimit;
    }

    @Override
    public void take(long nowNanos, long amount) {
        window.add(nowNanos, amount);
    }

    @Override
    public void drain(long nowNanos) {
        window.add(nowNanos, remaining(nowNanos));
    }

    @Override
    public long used(long nowNanos) {
        return window.used(nowNanos);
    }

    @Override
    public boolean fits(long nowNanos, long amount) {
        return window.used(nowNanos) + amount <= limit;
    }

    @Override
    public long waitNanos(long nowNanos, long amount) {
        return amount > limit ? Decision.Refusal.NEVER : window.waitNanos(nowNanos, limit - amount);
    }

    @Override
    public long resetNanos(long nowNanos) {
        return window.emptyInNanos(nowNanos);
    }
}
