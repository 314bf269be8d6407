package io.tokenweir.load.trace;

import java.util.SplittableRandom;

/**
 * When a trace's rows are sent: the recorded offsets divided by the speed, and, where rows share coarse slots (Mooncake's
 * are 3 s wide), spread evenly at random over the slot if that is asked for. The order of the rows may then change; the
 * caller sorts within a slot. Pure but for its seeded randomness; not thread-safe.
 */
public final class TraceTiming {
    private final double speed;
    private final long spreadNanos;
    private final SplittableRandom random;

    /** @param spreadNanos width of a slot; 0: as recorded */
    public TraceTiming(double speed, long spreadNanos, long seed) {
        this.speed = speed;
        this.spreadNanos = spreadNanos;
        this.random = new SplittableRandom(seed);
    }

    /** The start of a row that is not spread. */
    long earliestNanos(long recordedNanos) {
        return Math.round(recordedNanos / speed);
    }

    public long startNanos(long recordedNanos) {
        long spread = spreadNanos == 0 ? 0 : random.nextLong(spreadNanos);
        return Math.round((recordedNanos + spread) / speed);
    }
}
