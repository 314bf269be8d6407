package io.tokenweir.common.rate;

/**
 * Token bucket whose rate adapts to refusals: additive increase, multiplicative decrease (Chiu and Jain, 1989).
 *
 * <p>The bucket holds up to {@code burst} permits and refills continuously. {@link #reserve} hands out the next permit and
 * says how long the caller must wait for it, so callers queue in the order of their calls and no thread blocks here. A
 * refusal lowers the rate, at most once per {@code decreasePauseNanos} because refusals come in bunches, and holds all new
 * permits for as long as the server asked. Where the limit is declared, {@code ceiling} is that limit, and the pacer climbs
 * back to it.
 *
 * <p>A pure function of the instants passed in (monotonic nanoseconds). Not thread-safe.
 */
public final class AdaptivePacer {
    private static final double DECREASE = 0.8;
    private static final double INCREASE_SHARE_PER_SECOND = 0.05;
    private static final long DECREASE_PAUSE_NANOS = 1_000_000_000L;

    private final double burst;
    private final double ceilingPerSecond;
    private final double floorPerSecond;
    private double ratePerSecond;
    private double permits;
    private long permitsAtNanos;
    private long heldUntilNanos;
    private long lastAcceptedNanos;
    private long lastDecreaseNanos;

    /**
     * @param ratePerSecond rate to begin with
     * @param ceilingPerSecond highest rate; the declared limit where there is one
     * @param burst permits that may be used at once after a rest, at least 1
     */
    public AdaptivePacer(double ratePerSecond, double ceilingPerSecond, double burst, long nowNanos) {
        if (ratePerSecond <= 0 || ceilingPerSecond < ratePerSecond || burst < 1) {
            throw new IllegalArgumentException("A pacer needs 0 < rate <= ceiling and a burst of at least 1, not rate "
                    + ratePerSecond + ", ceiling " + ceilingPerSecond + ", burst " + burst + ".");
        }
        this.ratePerSecond = ratePerSecond;
        this.ceilingPerSecond = ceilingPerSecond;
        this.floorPerSecond = Math.min(0.1, ratePerSecond);
        this.burst = burst;
        this.permits = burst;
        this.permitsAtNanos = nowNanos;
        this.heldUntilNanos = nowNanos;
        this.lastAcceptedNanos = nowNanos;
        this.lastDecreaseNanos = nowNanos - DECREASE_PAUSE_NANOS;
    }

    /** Takes one permit; returns how many nanoseconds to wait before using it (0: now). */
    public long reserve(long nowNanos) {
        refill(nowNanos);
        permits -= 1;
        long wait = permits >= 0 ? 0 : (long) Math.ceil(-permits / ratePerSecond * 1e9);
        return Math.max(wait, heldUntilNanos - nowNanos);
    }

    /** A call went through: the rate creeps up, by a twentieth of the ceiling per second. */
    public void accepted(long nowNanos) {
        refill(nowNanos);
        double seconds = Math.min(1.0, Math.max(0, nowNanos - lastAcceptedNanos) / 1e9);
        ratePerSecond =
                Math.min(ceilingPerSecond, ratePerSecond + ceilingPerSecond * INCREASE_SHARE_PER_SECOND * seconds);
        lastAcceptedNanos = Math.max(lastAcceptedNanos, nowNanos);
    }

    /** A call was refused for its rate. {@code retryAfterNanos}: what the server asked for, 0 when it asked nothing. */
    public void refused(long nowNanos, long retryAfterNanos) {
        refill(nowNanos);
        if (nowNanos - lastDecreaseNanos >= DECREASE_PAUSE_NANOS) {
            ratePerSecond = Math.max(floorPerSecond, ratePerSecond * DECREASE);
            lastDecreaseNanos = nowNanos;
        }
        lastAcceptedNanos = Math.max(lastAcceptedNanos, nowNanos);
        heldUntilNanos = Math.max(heldUntilNanos, nowNanos + retryAfterNanos);
        permits = Math.min(permits, 0);
    }

    public double ratePerSecond() {
        return ratePerSecond;
    }

    private void refill(long nowNanos) {
        long elapsed = nowNanos - permitsAtNanos;
        if (elapsed > 0) {
            permits = Math.min(burst, permits + elapsed / 1e9 * ratePerSecond);
            permitsAtNanos = nowNanos;
        }
    }
}
