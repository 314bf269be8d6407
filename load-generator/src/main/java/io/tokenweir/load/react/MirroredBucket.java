package io.tokenweir.load.react;

import java.util.Locale;

import io.tokenweir.protocol.limit.RateLimit;

/**
 * The client's belief about one bucket of the server: capacity, level and refill. Declared ones hold a burst; those that are
 * only told by headers mirror the server's own, from the identity that a continuously refilled bucket keeps: time until full
 * = used / rate. What was sent and not yet answered is taken off the level that a header tells, because the server may not
 * have counted it. Not thread-safe.
 */
final class MirroredBucket {
    private static final double NANOS = 1e9;
    private static final double MINUTE_SECONDS = 60;

    private final boolean declared;
    private final double headroom;
    private boolean known;
    private double capacity;
    private double ratePerSecond;
    private double level;
    private long levelNanos;
    private double outstanding;

    /** @param perMinute null: to be learnt from headers */
    MirroredBucket(Double perMinute, double headroom, double burstSeconds, long nowNanos) {
        this.declared = perMinute != null;
        this.headroom = headroom;
        this.levelNanos = nowNanos;
        if (declared) {
            known = true;
            ratePerSecond = perMinute / MINUTE_SECONDS * (1 - headroom);
            capacity = Math.max(1, ratePerSecond * burstSeconds);
            level = capacity;
        }
    }

    /** How long until there is room for so much; what is more than the capacity waits for a full bucket. */
    long waitNanos(double cost, long nowNanos) {
        if (!known) {
            return 0;
        }
        refill(nowNanos);
        double missing = Math.min(cost, capacity) - level;
        return missing <= 0 ? 0 : (long) Math.ceil(missing / ratePerSecond * NANOS);
    }

    void take(double cost) {
        outstanding += cost;
        if (known) {
            level -= cost;
        }
    }

    void putBack(double cost) {
        outstanding = Math.max(0, outstanding - cost);
        level = known ? Math.min(capacity, level + cost) : level;
    }

    /** The server has answered, and so counted, what was taken. */
    void counted(double cost) {
        outstanding = Math.max(0, outstanding - cost);
    }

    /** @param limit null when the headers said nothing of this bucket */
    void told(RateLimit limit, long nowNanos) {
        if (limit == null || limit.remaining() < 0) {
            return;
        }
        refill(nowNanos);
        if (declared) {
            level = Math.min(level, limit.remaining());
        } else if (limit.limit() > 0) {
            double used = limit.limit() - limit.remaining();
            double perSecond = limit.resetNanos() > 0 && used > 0
                    ? used / (limit.resetNanos() / NANOS)
                    : limit.limit() / MINUTE_SECONDS;
            known = true;
            ratePerSecond = perSecond * (1 - headroom);
            capacity = limit.limit() * (1 - headroom);
            level = Math.min(capacity, limit.remaining() - limit.limit() * headroom - outstanding);
        }
    }

    private void refill(long nowNanos) {
        if (nowNanos > levelNanos) {
            level = Math.min(capacity, level + (nowNanos - levelNanos) / NANOS * ratePerSecond);
            levelNanos = nowNanos;
        }
    }

    String describe() {
        return known ? String.format(Locale.ROOT, "%.1f", Math.max(0, level)) : "any number of";
    }
}
