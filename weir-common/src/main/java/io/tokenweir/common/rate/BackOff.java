package io.tokenweir.common.rate;

import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: uniformly random in [0, min(cap, base * 2^n)] (AWS Architecture Blog, 2015: of
 * the jitters compared there, the one that causes the fewest calls). Immutable.
 *
 * @param baseNanos upper bound of the first wait
 * @param capNanos upper bound of any wait
 */
public record BackOff(long baseNanos, long capNanos) {
    public BackOff {
        if (baseNanos <= 0 || capNanos < baseNanos) {
            throw new IllegalArgumentException(
                    "A back-off needs 0 < base <= cap, not base " + baseNanos + " ns and cap " + capNanos + " ns.");
        }
    }

    /** Wait before retry number {@code retry}, counted from 0. */
    public long waitNanos(int retry, RandomGenerator random) {
        return Jitter.FULL.waitNanos(baseNanos, capNanos, retry, 0, random);
    }

    /** The server's wish plus up to a tenth of jitter, so that obedient clients do not come back as a herd. */
    public static long obeyNanos(long askedNanos, RandomGenerator random) {
        return askedNanos + random.nextLong(Math.max(1, askedNanos / 10));
    }
}
