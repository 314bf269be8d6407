package io.tokenweir.limits;

import java.time.Duration;
import java.time.Instant;

/**
 * Ties the monotonic nanoseconds that limiters count in to the time of day: at {@code nanos} it was {@code instant}. Time
 * of day is told by the monotonic clock from then on, so it never jumps.
 */
public record WallClock(long nanos, Instant instant) {

    /** The time of day at a monotonic instant. */
    public Instant at(long nowNanos) {
        return instant.plusNanos(nowNanos - nanos);
    }

    /** The monotonic instant at a time of day. */
    public long nanosAt(Instant time) {
        return nanos + Duration.between(instant, time).toNanos();
    }
}
