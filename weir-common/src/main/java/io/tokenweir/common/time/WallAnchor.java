package io.tokenweir.common.time;

import java.util.function.LongSupplier;

/**
 * Maps the monotonic clock to the wall clock by one pair of readings, so that event times of one process never run
 * backwards or jump, whatever NTP does to the wall clock meanwhile.
 */
public final class WallAnchor {
    private final long anchorNanos;
    private final long anchorMicros;

    /** @param anchorNanos a reading of the monotonic clock, @param anchorMicros of the wall clock at the same instant */
    public WallAnchor(long anchorNanos, long anchorMicros) {
        this.anchorNanos = anchorNanos;
        this.anchorMicros = anchorMicros;
    }

    /** Takes the pair now; the closest of several tries, because a thread can be put aside between the two readings. */
    public static WallAnchor take() {
        return take(System::nanoTime, WallAnchor::wallMicros);
    }

    static WallAnchor take(LongSupplier nanos, LongSupplier micros) {
        long bestWidth = Long.MAX_VALUE;
        WallAnchor best = null;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = nanos.getAsLong();
            long wall = micros.getAsLong();
            long width = nanos.getAsLong() - before;
            if (width < bestWidth) {
                bestWidth = width;
                best = new WallAnchor(before + width / 2, wall);
            }
        }
        return best;
    }

    /** Microseconds since the Unix epoch for a reading of {@link System#nanoTime()}. */
    public long micros(long nanoTime) {
        return anchorMicros + Math.floorDiv(nanoTime - anchorNanos, 1_000L);
    }

    /** The monotonic reading at which {@link #micros} first returns {@code wallMicros}. */
    public long nanoTime(long wallMicros) {
        return anchorNanos + (wallMicros - anchorMicros) * 1_000L;
    }

    private static long wallMicros() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000;
    }
}
