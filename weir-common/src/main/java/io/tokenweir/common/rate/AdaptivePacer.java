package io.tokenweir.common.rate;

/**
 * Token bucket whose rate adapts to what is accepted and refused; see {@link LearnedRate} for how.
 *
 * <p>The bucket holds up to {@code burst} permits and refills continuously. {@link #reserve} hands out the next permit and
 * says how long the caller must wait for it, so callers queue in the order of their calls and no thread blocks here. A
 * refusal lowers the rate, once for all calls that were on their way then, and holds all new permits for as long as the
 * server asked. Where the limit is declared, {@code ceiling} is that limit, and the pacer climbs back to it.
 *
 * <p>A pure function of the instants passed in (monotonic nanoseconds). Not thread-safe.
 */
public final class AdaptivePacer {
    private final double burst;
    private final LearnedRate rate;
    private double permits;
    private long permitsAtNanos;
    private long heldUntilNanos;

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
        this.rate = new LearnedRate(ratePerSecond, ceilingPerSecond, nowNanos);
        this.burst = burst;
        this.permits = burst;
        this.permitsAtNanos = nowNanos;
        this.heldUntilNanos = nowNanos;
    }

    /** Takes one permit; returns how many nanoseconds to wait before using it (0: now). */
    public long reserve(long nowNanos) {
        refill(nowNanos);
        permits -= 1;
        long wait = permits >= 0 ? 0 : (long) Math.ceil(-permits / rate.perSecond() * 1e9);
        return Math.max(wait, heldUntilNanos - nowNanos);
    }

    /** A call went through. */
    public void accepted(long nowNanos) {
        refill(nowNanos);
        rate.accepted(nowNanos);
    }

    /**
     * A call was refused for its rate.
     *
     * @param sentNanos when it was sent
     * @param retryAfterNanos what the server asked for; 0 when it asked nothing
     */
    public void refused(long nowNanos, long sentNanos, long retryAfterNanos) {
        refill(nowNanos);
        rate.refused(nowNanos, sentNanos, retryAfterNanos);
        heldUntilNanos = Math.max(heldUntilNanos, nowNanos + retryAfterNanos);
        permits = Math.min(permits, 0);
    }

    public double ratePerSecond() {
        return rate.perSecond();
    }

    private void refill(long nowNanos) {
        long elapsed = nowNanos - permitsAtNanos;
        if (elapsed > 0) {
            permits = Math.min(allowance(), permits + elapsed / 1e9 * rate.perSecond());
            permitsAtNanos = nowNanos;
        }
    }

    /** Timers are late by a millisecond or two; at high rates that is several permits, which must not be lost. */
    private double allowance() {
        return Math.max(burst, rate.perSecond() * 0.005);
    }
}
