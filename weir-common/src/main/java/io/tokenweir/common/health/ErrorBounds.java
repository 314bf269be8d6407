package io.tokenweir.common.health;

import io.tokenweir.events.MeterHealth;

/**
 * By how much the meter may have falsified latencies of a second: 99 of 100 arrivals were stamped with a smaller error.
 *
 * <p>The canary is such a stream, and its error is known. It stands still with the process, so pauses are added: arrivals
 * spread over a second meet a pause of P with probability P / 1 s and are then late by up to P, so the 99th percentile grows
 * by P - 10 ms. Without enough canary arrivals the loop's lag and the time from waking to the stamp stand in. Pure.
 *
 * @param ttftNanos of a time to first token
 * @param interTokenNanos of a gap between two tokens
 */
public record ErrorBounds(long ttftNanos, long interTokenNanos) {
    private static final int ENOUGH_READS = 20;
    private static final long NANOS_OF_ONE_PERCENT = 10_000_000L;

    public static ErrorBounds of(MeterHealth health) {
        long paused = Math.max(0, health.getPauseMaxNanos() - NANOS_OF_ONE_PERCENT);
        long ownDelay = health.getLoopLagP99Nanos() + health.getWakeToStampP99Nanos();
        if (health.getCanaryReads() < ENOUGH_READS) {
            return new ErrorBounds(ownDelay + paused, ownDelay + paused);
        }
        long stamp = Math.max(health.getCanaryErrorP99Nanos(), health.getWakeToStampP99Nanos());
        long gap = Math.max(health.getCanaryGapErrorP99Nanos(), health.getWakeToStampP99Nanos());
        return new ErrorBounds(stamp + paused, gap + paused);
    }

    /** The larger of each; null counts for nothing. */
    public static ErrorBounds worse(ErrorBounds a, ErrorBounds b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new ErrorBounds(Math.max(a.ttftNanos, b.ttftNanos), Math.max(a.interTokenNanos, b.interTokenNanos));
    }
}
