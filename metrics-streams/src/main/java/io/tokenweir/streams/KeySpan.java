package io.tokenweir.streams;

import java.util.List;

/**
 * A span of time that stage 1 sums accounts up over, and into how many pages its accounts are divided: a page is one record of the
 * changelog, and must fit into one however many accounts there are.
 *
 * <p>Finer spans hold fewer accounts and are written oftener, so they have fewer pages. Each number of pages divides the next.
 */
enum KeySpan {
    SECOND(1, 8),
    TEN_SECONDS(10, 16),
    MINUTE(60, 64),
    RUN(0, 64);

    /** Those that end, from the finest. */
    static final List<KeySpan> WINDOWS = List.of(SECOND, TEN_SECONDS, MINUTE);

    private static final KeySpan[] ALL = values();

    /** Length; 0 for the run, which has no start either. */
    final int seconds;

    final int pages;

    KeySpan(int seconds, int pages) {
        this.seconds = seconds;
        this.pages = pages;
    }

    /** What a window is added to when it is over. */
    KeySpan coarser() {
        return ALL[ordinal() + 1];
    }

    /** Start of the window that holds {@code micros}; before everything stays so. */
    long startOf(long micros) {
        return this == RUN ? 0 : micros == Long.MIN_VALUE ? micros : WindowId.startOf(micros, seconds);
    }

    /** Number of the page that an account lies on. */
    int pageOf(String account) {
        return Math.floorMod(account.hashCode(), pages);
    }

    /** The finest span that a second still grows in, when everything up to {@code closedMicros} has closed. */
    static KeySpan growing(long startMicros, long closedMicros) {
        for (KeySpan span : WINDOWS) {
            if (startMicros >= span.startOf(closedMicros)) {
                return span;
            }
        }
        return RUN;
    }
}
