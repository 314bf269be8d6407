package io.tokenweir.streams.chaos;

import java.time.Duration;

/** Notices that a count has not changed for a while. Not thread-safe. */
final class Stillness {
    private final Duration enough;
    private long count = -1;
    private long sinceNanos;

    Stillness(Duration enough) {
        this.enough = enough;
    }

    /** To be asked again and again with the count now. */
    boolean isReachedAt(long countNow) {
        long now = System.nanoTime();
        if (countNow != count) {
            count = countNow;
            sinceNanos = now;
        }
        return now - sinceNanos > enough.toNanos();
    }
}
