package io.tokenweir.limits;

/**
 * Refuses growth that is too fast: the last window may hold twice what the window before it held, and the limit in any
 * case. What it has seen ages out like in a sliding window.
 */
final class RampCounter implements Counter {
    private static final int GROWTH = 2;

    private final SlidingWindow window;
    private final SlidingWindow twoWindows;
    private long floor;

    RampCounter(long floor, long windowNanos) {
        this.floor = floor;
        this.window = new SlidingWindow(windowNanos);
        this.twoWindows = new SlidingWindow(2 * windowNanos);
    }

    @Override
    public long limit() {
        return floor;
    }

    @Override
    public void limit(long nowNanos, long newLimit) {
        floor = newLimit;
    }

    @Override
    public void take(long nowNanos, long amount) {
        window.add(nowNanos, amount);
        twoWindows.add(nowNanos, amount);
    }

    @Override
    public void drain(long nowNanos) {
        take(nowNanos, Math.max(0, allowed(nowNanos) - window.used(nowNanos)));
    }

    @Override
    public long used(long nowNanos) {
        return window.used(nowNanos);
    }

    @Override
    public long remaining(long nowNanos) {
        return Math.max(0, allowed(nowNanos) - window.used(nowNanos));
    }

    @Override
    public boolean fits(long nowNanos, long amount) {
        return window.used(nowNanos) + amount <= allowed(nowNanos);
    }

    /** Until it fits even if nothing was used before; often it fits earlier. */
    @Override
    public long waitNanos(long nowNanos, long amount) {
        if (fits(nowNanos, amount)) {
            return 0;
        }
        return amount > floor ? Decision.Refusal.NEVER : window.waitNanos(nowNanos, floor - amount);
    }

    @Override
    public long resetNanos(long nowNanos) {
        return window.emptyInNanos(nowNanos);
    }

    private long allowed(long nowNanos) {
        return Math.max(floor, GROWTH * (twoWindows.used(nowNanos) - window.used(nowNanos)));
    }
}
