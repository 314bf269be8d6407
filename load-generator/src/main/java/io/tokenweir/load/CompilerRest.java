package io.tokenweir.load;

import java.util.function.LongSupplier;

/**
 * Whether the JVM's compilers have come to rest: over the last looks they have hardly worked. A compilation counts when it is
 * done, and the longest take most of a second; so one idle look says little. Not thread-safe.
 */
final class CompilerRest {
    /** Looks that rest is seen in; the caller looks every {@link #LOOK_MILLIS}. */
    private static final int LOOKS = 6;

    static final long LOOK_MILLIS = 100;
    private static final long BUSY_MILLIS = 30;

    private final LongSupplier totalMillis;
    private final long[] seen = new long[LOOKS];
    private int looks;

    /** @param totalMillis time that the compilers have taken so far */
    CompilerRest(LongSupplier totalMillis) {
        this.totalMillis = totalMillis;
    }

    /** Looks once more; true when they rest. */
    boolean look() {
        long now = totalMillis.getAsLong();
        int at = looks++ % LOOKS;
        long before = seen[at];
        seen[at] = now;
        return looks > LOOKS && now - before <= BUSY_MILLIS;
    }
}
