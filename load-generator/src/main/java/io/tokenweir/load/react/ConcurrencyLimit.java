package io.tokenweir.load.react;

/**
 * The concurrency that a client allows itself: additive increase, multiplicative decrease (Chiu and Jain, 1989).
 *
 * <p>A success raises the limit by 1/limit, but only while the limit is what holds requests back; a refusal lowers it by a
 * factor, at most once a second, because refusals come in bunches. A pure function of the instants passed in. Not thread-safe.
 */
public final class ConcurrencyLimit {
    private static final long DECREASE_PAUSE_NANOS = 1_000_000_000L;

    private final double min;
    private final double max;
    private final double decrease;
    private double limit;
    private int inFlight;
    private boolean decreasedBefore;
    private long lastDecreaseNanos;

    public ConcurrencyLimit(double initial, double min, double max, double decrease) {
        this.min = min;
        this.max = max;
        this.decrease = decrease;
        this.limit = Math.min(max, Math.max(min, initial));
    }

    /** Takes a place; false when all are taken. */
    public boolean tryEnter() {
        if (inFlight >= Math.max(1, (int) limit)) {
            return false;
        }
        inFlight++;
        return true;
    }

    public void succeeded() {
        boolean heldBack = inFlight >= (int) limit;
        leave();
        if (heldBack) {
            limit = Math.min(max, limit + 1 / limit);
        }
    }

    public void refused(long nowNanos) {
        leave();
        if (!decreasedBefore || nowNanos - lastDecreaseNanos >= DECREASE_PAUSE_NANOS) {
            decreasedBefore = true;
            lastDecreaseNanos = nowNanos;
            limit = Math.max(min, limit * decrease);
        }
    }

    /** Gives the place back for a reason that says nothing about the limit. */
    public void leave() {
        inFlight--;
    }

    public double limit() {
        return limit;
    }

    public int inFlight() {
        return inFlight;
    }
}
