package io.tokenweir.simulator.serve;

/**
 * Whether the simulator itself is what limits: more than one token in a hundred of this second and the one before was
 * late. A single pause makes some tokens late, and no percentile up to the 99th: each request's log has its own lateness. Any
 * thread.
 */
final class Punctuality {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final int ONE_IN = 100;

    private final long lateNanos;
    private long second;
    private Second current = new Second();
    private Second before = new Second();

    /** What was written in a second. */
    private static final class Second {
        private long tokens;
        private long late;
        private long worst;
    }

    /** @param lateNanos lateness above which a token is late */
    Punctuality(long lateNanos) {
        this.lateNanos = lateNanos;
    }

    boolean isLate(long latenessNanos) {
        return latenessNanos > lateNanos;
    }

    /**
     * A round was written.
     *
     * @param tokens how many it had
     * @param late how many of them were late
     * @param worstNanos the longest lateness of one
     */
    synchronized void note(long nowNanos, int tokens, int late, long worstNanos) {
        roll(nowNanos);
        current.tokens += tokens;
        current.late += late;
        current.worst = Math.max(current.worst, worstNanos);
    }

    /** The longest lateness of this second and the one before. */
    synchronized long worstNanos(long nowNanos) {
        roll(nowNanos);
        return Math.max(current.worst, before.worst);
    }

    synchronized boolean saturated(long nowNanos) {
        roll(nowNanos);
        return (current.late + before.late) * ONE_IN > current.tokens + before.tokens;
    }

    private void roll(long nowNanos) {
        long now = Math.floorDiv(nowNanos, SECOND_NANOS);
        if (now != second) {
            before = now == second + 1 ? current : new Second();
            current = new Second();
            second = now;
        }
    }
}
