package io.tokenweir.load.react;

/**
 * Additive increase, multiplicative decrease (Chiu and Jain, 1989).
 *
 * <p>A success raises the limit by 1/limit, but only while the limit is what holds requests back; a refusal lowers it by a
 * factor, at most once a second, because refusals come in bunches.
 */
public final class AimdLimit extends AdmissionLimit {
    private final double min;
    private final double max;
    private final Decrease decrease;
    private double limit;

    public AimdLimit(double initial, double min, double max, double factor) {
        this.min = min;
        this.max = max;
        this.decrease = new Decrease(factor);
        this.limit = Math.min(max, Math.max(min, initial));
    }

    @Override
    public double limit() {
        return limit;
    }

    @Override
    public String name() {
        return "aimd";
    }

    @Override
    void answered(long ttftNanos, boolean heldBack) {
        if (heldBack) {
            limit = Math.min(max, limit + 1 / limit);
        }
    }

    @Override
    void pushedBack(long nowNanos) {
        limit = Math.max(min, decrease.of(limit, nowNanos));
    }
}
