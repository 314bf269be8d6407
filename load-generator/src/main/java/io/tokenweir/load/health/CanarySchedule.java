package io.tokenweir.load.health;

import java.util.random.RandomGenerator;

/**
 * When the canary sings: 50 times a second on the average, with gaps drawn between 10 and 30 ms, because a stream with an
 * even beat could fall into step with the streams that it is to judge. A function of its seed. Not thread-safe.
 */
public final class CanarySchedule {
    private static final long SHORTEST_NANOS = 10_000_000L;
    private static final long LONGEST_NANOS = 30_000_000L;

    private final RandomGenerator random;
    private long nextNanos;

    public CanarySchedule(RandomGenerator random, long startNanos) {
        this.random = random;
        this.nextNanos = startNanos;
        advance(startNanos);
    }

    public long nextNanos() {
        return nextNanos;
    }

    /** To the first instant after now; what was missed is not made up for. */
    public void advance(long nowNanos) {
        do {
            nextNanos += random.nextLong(SHORTEST_NANOS, LONGEST_NANOS);
        } while (nextNanos - nowNanos < 0);
    }
}
