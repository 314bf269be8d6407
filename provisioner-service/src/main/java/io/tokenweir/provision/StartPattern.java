package io.tokenweir.provision;

import java.time.Duration;

/**
 * How accounts are begun: so many at once, and so long from one such burst to the next.
 *
 * @param pause null: one after the other, at the rate that the first endpoint takes them
 */
public record StartPattern(int burst, Duration pause) {
    /** One after the other. */
    public static final StartPattern STAGGERED = new StartPattern(1, null);

    public StartPattern {
        if (burst < 1 || pause == null && burst > 1 || pause != null && pause.isNegative()) {
            throw new IllegalArgumentException(
                    "A burst has at least one account and a pause after it, not " + burst + " and " + pause + ".");
        }
    }
}
