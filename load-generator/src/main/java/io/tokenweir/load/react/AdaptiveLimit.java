package io.tokenweir.load.react;

/** A limit that moves between two bounds, and that a refusal lowers by a factor, at most once a second. */
abstract class AdaptiveLimit extends AdmissionLimit {
    private final double min;
    private final double max;
    private final Decrease decrease;
    private double limit;

    AdaptiveLimit(double initial, double min, double max, double factor) {
        this.min = min;
        this.max = max;
        this.decrease = new Decrease(factor);
        moveTo(initial);
    }

    @Override
    public final double limit() {
        return limit;
    }

    final void moveTo(double wanted) {
        limit = Math.max(min, Math.min(max, wanted));
    }

    @Override
    final void pushedBack(long nowNanos) {
        moveTo(decrease.of(limit, nowNanos));
    }
}
