package io.tokenweir.connect.objects;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait between tries while the store is away, and when to give up: 1 s, then twice as long each time up to
 * 30 s, each shortened at random by up to half so that the tasks of a cluster do not come back together. One thread.
 */
final class Patience {
    private static final long FIRST_MILLIS = 1_000;
    private static final long MOST_MILLIS = 30_000;

    private final long giveUpNanos;
    private final Random random;
    private long failingSince;
    private int failures;

    /** @param giveUpNanos after so long without success; {@link Long#MAX_VALUE}: never */
    Patience(long giveUpNanos, Random random) {
        this.giveUpNanos = giveUpNanos;
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** Milliseconds until the next try; -1: it has lasted too long. */
    long failed(long nowNanos) {
        if (failures == 0) {
            failingSince = nowNanos;
        }
        if (nowNanos - failingSince >= giveUpNanos) {
            return -1;
        }
        long full = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(failures, 5));
        failures++;
        return full - (long) (random.nextDouble() * full / 2);
    }

    long failingSeconds(long nowNanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nowNanos - failingSince);
    }
}
