package io.tokenweir.load.react;

/**
 * Additive increase, multiplicative decrease (Chiu and Jain, 1989).
 *
 * <p>A success raises the limit by 1/limit, but only while the limit is what holds requests back; a refusal lowers it by a
 * factor, at most once a second, because refusals come in bunches.
 */
public final class AimdLimit extends AdaptiveLimit {
    public AimdLimit(double initial, double min, double max, double factor) {
        super(initial, min, max, factor);
    }

    @Override
    public String name() {
        return "aimd";
    }

    @Override
    void answered(long ttftNanos, boolean heldBack) {
        if (heldBack) {
            moveTo(limit() + 1 / limit());
        }
    }
}
