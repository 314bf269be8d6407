package io.tokenweir.load.health;

import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What one event loop saw of itself in one second. Owned by the loop's thread; {@link #drain} hands a second over and starts
 * the next.
 */
public final class LoopHealth {
    private Second now = new Second();

    /** One second of one loop, or of several added up. Not thread-safe. */
    public static final class Second {
        final ExponentialHistogram lag = new ExponentialHistogram();
        final ExponentialHistogram wakeToStamp = new ExponentialHistogram();
        final ExponentialHistogram lateness = new ExponentialHistogram();
        final ExponentialHistogram canaryError = new ExponentialHistogram();
        final ExponentialHistogram canaryGapError = new ExponentialHistogram();
        long reads;
        long fullReads;
        long arrivals;

        void add(Second other) {
            lag.merge(other.lag);
            wakeToStamp.merge(other.wakeToStamp);
            lateness.merge(other.lateness);
            canaryError.merge(other.canaryError);
            canaryGapError.merge(other.canaryGapError);
            reads += other.reads;
            fullReads += other.fullReads;
            arrivals += other.arrivals;
        }
    }

    public void lag(long nanos) {
        now.lag.record(Math.max(0, nanos));
    }

    /**
     * A read.
     *
     * @param sinceWakeNanos stamped so long after the first one of the same wake-up
     * @param full whether it filled its buffer, so that more was waiting
     */
    public void read(long sinceWakeNanos, boolean full) {
        now.reads++;
        now.fullReads += full ? 1 : 0;
        now.wakeToStamp.record(sinceWakeNanos);
    }

    public void arrivals(int count) {
        now.arrivals += count;
    }

    public void lateness(long nanos) {
        now.lateness.record(Math.max(0, nanos));
    }

    /** An arrival of the canary was stamped so long after it was sent. */
    public void canary(long errorNanos) {
        now.canaryError.record(Math.max(0, errorNanos));
    }

    /** Two arrivals of the canary: the gap measured minus the gap sent. */
    public void canaryGap(long errorNanos) {
        now.canaryGapError.record(Math.abs(errorNanos));
    }

    public Second drain() {
        Second second = now;
        now = new Second();
        return second;
    }
}
