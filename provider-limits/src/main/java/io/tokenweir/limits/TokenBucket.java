package io.tokenweir.limits;

/**
 * A continuously refilling token bucket: the limiter behind OpenAI's per-minute and per-day limits.
 *
 * <p>The level is kept as one instant, the moment at which the bucket would be full again (the "virtual scheduling" form
 * of the generic cell rate algorithm). Taking {@code n} moves it {@code n * window / limit} later, so refilling costs
 * nothing and no rounding error grows with time. A bucket may be taken below empty; then it is in debt and {@link #used}
 * exceeds the limit.
 *
 * <p>Pure: all instants are nanoseconds of one monotonic clock, passed in and never decreasing. Not thread-safe.
 */
public final class TokenBucket {
    /** Keeps a level that is whole but for floating-point rounding from counting as one more. */
    private static final double ROUNDING = 1e-12;

    private final long windowNanos;
    private long limit;
    private long fullAtNanos;

    /**
     * A full bucket.
     *
     * @param limit tokens that a full bucket holds, at least 1
     * @param windowNanos time in which an empty bucket fills
     */
    public TokenBucket(long limit, long windowNanos, long nowNanos) {
        if (limit < 1 || windowNanos < 1) {
            throw new IllegalArgumentException(
                    "A bucket needs a limit and a window of at least 1, not " + limit + " per " + windowNanos + " ns.");
        }
        this.limit = limit;
        this.windowNanos = windowNanos;
        this.fullAtNanos = nowNanos;
    }

    public long limit() {
        return limit;
    }

    /** Another limit from now on. The tokens that are missing from a full bucket stay the same number. */
    public void limit(long nowNanos, long newLimit) {
        double level = (double) fullInNanos(nowNanos) * limit / windowNanos;
        limit = newLimit;
        fullAtNanos = nowNanos + Math.round(level * windowNanos / newLimit);
    }

    /** Takes {@code amount} if that much is there. */
    public boolean tryTake(long nowNanos, long amount) {
        if (waitNanos(nowNanos, amount) > 0) {
            return false;
        }
        take(nowNanos, amount);
        return true;
    }

    /** Takes {@code amount} in any case, into debt if need be; a negative amount gives back, at most to full. */
    public void take(long nowNanos, long amount) {
        fullAtNanos = Math.max(nowNanos, fullAtNanos) + timeFor(amount);
    }

    /** Takes all that is there, but no debt. */
    public void drain(long nowNanos) {
        fullAtNanos = Math.max(fullAtNanos, nowNanos + windowNanos);
    }

    /** How long until {@code amount} could be taken; 0 when it could be now. More than the limit is never there. */
    public long waitNanos(long nowNanos, long amount) {
        if (amount > limit) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, fullInNanos(nowNanos) + timeFor(amount) - windowNanos);
    }

    /**
     * The wait that OpenAI tells: {@code (used + requested - limit) / (limit / window)} with whole tokens used, so never
     * shorter than {@link #waitNanos}, and longer by less than one token's time.
     */
    public long statedWaitNanos(long nowNanos, long requested) {
        return Math.max(waitNanos(nowNanos, requested), timeFor(used(nowNanos) + requested - limit));
    }

    /** How long until the bucket is full: what OpenAI's {@code x-ratelimit-reset-*} headers tell. */
    public long fullInNanos(long nowNanos) {
        return Math.max(0, fullAtNanos - nowNanos);
    }

    /** Tokens missing from a full bucket, rounded up. */
    public long used(long nowNanos) {
        double level = (double) fullInNanos(nowNanos) * limit / windowNanos;
        return (long) Math.ceil(level * (1 - ROUNDING));
    }

    /** Tokens there, rounded down; 0 in debt. */
    public long remaining(long nowNanos) {
        return Math.max(0, limit - used(nowNanos));
    }

    private long timeFor(long amount) {
        return amount * (windowNanos / limit) + amount * (windowNanos % limit) / limit;
    }
}
