package io.tokenweir.load.health;

import java.util.concurrent.atomic.AtomicReference;

import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What one event loop saw of itself in one second. Owned by the loop's thread; {@link #drain} hands a second over and starts
 * the next, in one that was given back: its histograms have the room they need by then.
 */
public final class LoopHealth {
    private final AtomicReference<Second> spare = new AtomicReference<>();
    private Second now = new Second(spare);

    /** One second of one loop, or of several added up. Owned by one thread at a time. */
    public static final class Second {
        private final AtomicReference<Second> spares;
        final ExponentialHistogram lag = new ExponentialHistogram();
        final ExponentialHistogram wakeToStamp = new ExponentialHistogram();
        final ExponentialHistogram lateness = new ExponentialHistogram();
        final ExponentialHistogram canaryError = new ExponentialHistogram();
        final ExponentialHistogram canaryGapError = new ExponentialHistogram();
        long reads;
        long fullReads;
        long arrivals;

        private Second(AtomicReference<Second> spares) {
            this.spares = spares;
        }

        /** Of several loops. */
        Second() {
            this(new AtomicReference<>());
        }

        /** It has been looked at: its loop may use it again. */
        void giveBack() {
            clear();
            spares.set(this);
        }

        void clear() {
            lag.clear();
            wakeToStamp.clear();
            lateness.clear();
            canaryError.clear();
            canaryGapError.clear();
            reads = 0;
            fullReads = 0;
            arrivals = 0;
        }

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
        Second over = now;
        Second used = spare.getAndSet(null);
        now = used == null ? new Second(spare) : used;
        return over;
    }
}
