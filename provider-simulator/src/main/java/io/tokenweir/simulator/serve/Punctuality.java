package io.tokenweir.simulator.serve;

/**
 * Whether the simulator itself is what limits: the longest lateness of a token in this second and the one before. Any
 * thread.
 */
final class Punctuality {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final long saturatedNanos;
    private long second;
    private long worst;
    private long worstBefore;

    /** @param saturatedNanos lateness above which it is */
    Punctuality(long saturatedNanos) {
        this.saturatedNanos = saturatedNanos;
    }

    synchronized void note(long nowNanos, long latenessNanos) {
        roll(nowNanos);
        worst = Math.max(worst, latenessNanos);
    }

    boolean isLate(long latenessNanos) {
        return latenessNanos > saturatedNanos;
    }

    synchronized long worstNanos(long nowNanos) {
        roll(nowNanos);
        return Math.max(worst, worstBefore);
    }

    boolean saturated(long nowNanos) {
        return isLate(worstNanos(nowNanos));
    }

    private void roll(long nowNanos) {
        long now = Math.floorDiv(nowNanos, SECOND_NANOS);
        if (now != second) {
            worstBefore = now == second + 1 ? worst : 0;
            worst = 0;
            second = now;
        }
    }
}
