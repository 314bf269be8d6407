package io.tokenweir.limits;

/**
 * A budget per fixed period, which begins with its first use: Azure API Management's {@code token-quota}. A use that
 * crosses the line passes, because its size is known only afterwards; what comes later is refused until the period ends.
 *
 * <p>Pure: instants are nanoseconds of one monotonic clock, passed in and never decreasing. Not thread-safe.
 */
public final class FixedQuota {
    private final long tokens;
    private final long periodNanos;
    private boolean begun;
    private long beganNanos;
    private long used;

    public FixedQuota(long tokens, long periodNanos) {
        this.tokens = tokens;
        this.periodNanos = periodNanos;
    }

    public void add(long nowNanos, long amount) {
        renew(nowNanos);
        if (!begun) {
            begun = true;
            beganNanos = nowNanos;
        }
        used += amount;
    }

    /** How long until the quota is renewed, when it is spent; 0 when it is not. */
    public long waitNanos(long nowNanos) {
        renew(nowNanos);
        return used >= tokens ? beganNanos + periodNanos - nowNanos : 0;
    }

    public long remaining(long nowNanos) {
        renew(nowNanos);
        return Math.max(0, tokens - used);
    }

    public long used(long nowNanos) {
        renew(nowNanos);
        return used;
    }

    private void renew(long nowNanos) {
        if (begun && nowNanos - beganNanos >= periodNanos) {
            begun = false;
            used = 0;
        }
    }
}
