package io.tokenweir.streams;

/**
 * Counts the time in which we were awake to listen.
 *
 * <p>An instance is given up when nothing came from it for a while. After a pause of our own (SIGSTOP, a long rebalance)
 * nothing came from anybody, although it may lie in the log: so no step of this clock is longer than {@code longestStep}.
 */
final class IdleClock {
    private final long longestStepMillis;
    private long lastWallMillis = Long.MIN_VALUE;
    private long millis;

    IdleClock(long longestStepMillis) {
        this.longestStepMillis = longestStepMillis;
    }

    /** To be called regularly; answers the time awake. */
    long advance(long wallMillis) {
        if (lastWallMillis != Long.MIN_VALUE) {
            millis += Math.max(0, Math.min(wallMillis - lastWallMillis, longestStepMillis));
        }
        lastWallMillis = wallMillis;
        return millis;
    }

    long millis() {
        return millis;
    }
}
