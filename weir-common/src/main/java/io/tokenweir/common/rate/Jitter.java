package io.tokenweir.common.rate;

import java.util.Locale;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * How an exponential back-off is spread out, so that clients that failed together do not come back together. With base b,
 * cap c, and n retries so far, the step is s = min(c, b·2ⁿ).
 *
 * <p>Full, equal and decorrelated after the AWS Architecture Blog, "Exponential Backoff And Jitter" (2015), which found full
 * jitter to cause the fewest calls; the SDKs' narrow jitter as OpenAI's and Anthropic's clients have it.
 */
public enum Jitter {
    /** Exactly s: who failed together comes back together. */
    NONE,
    /** Uniform in [0, s]. */
    FULL,
    /** s/2 and uniform in [0, s/2] more. */
    EQUAL,
    /** min(c, uniform in [b, 3 × the wait before]). */
    DECORRELATED,
    /** Uniform in [¾ s, s]. */
    SDK;

    private static final int MAX_DOUBLINGS = 40;

    /** By its name in lower case, as scenarios write it. */
    @JsonCreator
    public static Jitter of(String text) {
        for (Jitter jitter : values()) {
            if (jitter.name().toLowerCase(Locale.ROOT).equals(text)) {
                return jitter;
            }
        }
        throw new IllegalArgumentException(
                "unknown jitter '" + text + "'; known are none, full, equal, decorrelated, sdk");
    }

    /**
     * The next wait.
     *
     * @param retry retries so far, from 0
     * @param previousNanos the wait before; 0 when there was none
     */
    public long waitNanos(long baseNanos, long capNanos, int retry, long previousNanos, RandomGenerator random) {
        int doublings = Math.min(retry, MAX_DOUBLINGS);
        long step = baseNanos > capNanos >> doublings ? capNanos : baseNanos << doublings;
        return switch (this) {
            case NONE -> step;
            case FULL -> random.nextLong(step + 1);
            case EQUAL -> step / 2 + random.nextLong(step - step / 2 + 1);
            case DECORRELATED -> {
                long bound = Math.min(capNanos, Math.max(baseNanos, previousNanos)) * 3;
                yield Math.min(capNanos, baseNanos + random.nextLong(Math.max(1, bound - baseNanos + 1)));
            }
            case SDK -> step - random.nextLong(step / 4 + 1);
        };
    }
}
