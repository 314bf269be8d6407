package io.tokenweir.load.react;

/** Lowers a limit by a factor, at most once a second: refusals come in bunches, and a bunch is one signal. */
final class Decrease {
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final double factor;
    private boolean before;
    private long lastNanos;

    Decrease(double factor) {
        this.factor = factor;
    }

    double of(double limit, long nowNanos) {
        if (before && nowNanos - lastNanos < PAUSE_NANOS) {
            return limit;
        }
        before = true;
        lastNanos = nowNanos;
        return limit * factor;
    }
}
