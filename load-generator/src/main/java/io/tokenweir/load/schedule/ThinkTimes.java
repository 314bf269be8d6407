package io.tokenweir.load.schedule;

import io.tokenweir.common.scenario.Spread;

/**
 * Pauses of virtual users between their requests: how long a user's n-th pause is follows from the seed, the user's number and n
 * alone. Thread-safe, as long as one virtual user is served by one thread.
 */
public final class ThinkTimes {
    private static final long USER = 0xD1B54A32D192ED03L;

    private final long meanNanos;
    private final Spread spread;
    private final long seed;
    private final long[] taken;

    public ThinkTimes(long meanNanos, Spread spread, long seed, int users) {
        this.meanNanos = meanNanos;
        this.spread = spread;
        this.seed = seed;
        this.taken = new long[users];
    }

    /** The user's next pause. */
    public long nextNanos(int user) {
        return meanNanos == 0 ? 0 : Math.round(meanNanos * spread.factor(seed + USER * (user + 1L), taken[user]++));
    }
}
