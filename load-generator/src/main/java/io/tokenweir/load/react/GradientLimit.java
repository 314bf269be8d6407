package io.tokenweir.load.react;

/**
 * Finds the concurrency at which queueing begins, from the time to first token: while the present is as fast as usual the
 * limit grows by the square root of itself, and when it is slower the limit shrinks in proportion. After the gradient
 * algorithm of Netflix's concurrency limits (2018), an offspring of TCP Vegas (Brakmo and Peterson, 1995), with the time to
 * first token in place of the response time, because an answer's length is no sign of load.
 *
 * <p>The usual is a slow average of the samples (weight 1/{@value #USUAL}), the present a fast one (1/{@value #PRESENT}); a
 * present up to {@value #TOLERANCE} times the usual is as good as usual. A refusal lowers the limit as AIMD does.
 */
public final class GradientLimit extends AdaptiveLimit {
    private static final double USUAL = 600;
    private static final double PRESENT = 10;
    private static final double TOLERANCE = 1.5;
    private static final double SMOOTHING = 0.2;
    private static final double STEEPEST = 0.5;

    private double usualNanos;
    private double presentNanos;

    public GradientLimit(double initial, double min, double max, double factor) {
        super(initial, min, max, factor);
    }

    @Override
    public String name() {
        return "gradient";
    }

    @Override
    void answered(long ttftNanos, boolean heldBack) {
        if (ttftNanos <= 0) {
            return;
        }
        usualNanos = usualNanos == 0 ? ttftNanos : usualNanos + (ttftNanos - usualNanos) / USUAL;
        presentNanos = presentNanos == 0 ? ttftNanos : presentNanos + (ttftNanos - presentNanos) / PRESENT;
        if (presentNanos < usualNanos) {
            // The usual was learnt under load: forget it faster.
            usualNanos += (presentNanos - usualNanos) / PRESENT;
        }
        double gradient = Math.max(STEEPEST, Math.min(1, TOLERANCE * usualNanos / presentNanos));
        double limit = limit();
        double next = limit * gradient + Math.sqrt(limit);
        if (next > limit && !heldBack) {
            return;
        }
        moveTo(limit + (next - limit) * SMOOTHING);
    }
}
