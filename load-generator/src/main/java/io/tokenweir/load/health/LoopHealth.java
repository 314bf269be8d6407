package io.tokenweir.load.health;

import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What one event loop saw of itself in one second. Owned by the loop's thread; {@link #drain} hands a second over and starts
 * the next.
 */
public final class LoopHealth {
    private ExponentialHistogram lag = new ExponentialHistogram();
    private ExponentialHistogram wakeToStamp = new ExponentialHistogram();
    private ExponentialHistogram lateness = new ExponentialHistogram();
    private long reads;
    private long arrivals;

    /** One second of one loop. */
    public record Second(
            ExponentialHistogram lag,
            ExponentialHistogram wakeToStamp,
            ExponentialHistogram lateness,
            long reads,
            long arrivals) {}

    public void lag(long nanos) {
        lag.record(Math.max(0, nanos));
    }

    /** A read was stamped so long after the first one of the same wake-up. */
    public void read(long sinceWakeNanos) {
        reads++;
        wakeToStamp.record(sinceWakeNanos);
    }

    public void arrivals(int count) {
        arrivals += count;
    }

    public void lateness(long nanos) {
        lateness.record(Math.max(0, nanos));
    }

    public Second drain() {
        Second second = new Second(lag, wakeToStamp, lateness, reads, arrivals);
        lag = new ExponentialHistogram();
        wakeToStamp = new ExponentialHistogram();
        lateness = new ExponentialHistogram();
        reads = 0;
        arrivals = 0;
        return second;
    }
}
