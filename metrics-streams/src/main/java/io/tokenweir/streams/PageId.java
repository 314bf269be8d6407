package io.tokenweir.streams;

import io.tokenweir.events.Vantage;

/**
 * Names a page of accounts.
 *
 * @param seconds length of its span, 0 for the run
 * @param startMicros start of its span, 0 for the run
 * @param page which of the span's pages
 */
record PageId(RunRef run, int seconds, long startMicros, int page, Vantage vantage) implements Comparable<PageId> {
    private static final Vantage LOWEST = Vantage.values()[0];

    /** Sorts before all pages of a span that starts at {@code startMicros} or later. */
    static PageId lowest(RunRef run, KeySpan span, long startMicros) {
        return new PageId(run, span.seconds, startMicros, 0, LOWEST);
    }

    /** Sorts before all pages of a run. */
    static PageId lowest(RunRef run) {
        return lowest(run, KeySpan.RUN, Long.MIN_VALUE);
    }

    @Override
    public int compareTo(PageId other) {
        int order = run.compareTo(other.run);
        order = order != 0 ? order : Integer.compare(seconds, other.seconds);
        order = order != 0 ? order : Long.compare(startMicros, other.startMicros);
        order = order != 0 ? order : Integer.compare(page, other.page);
        return order != 0 ? order : vantage.compareTo(other.vantage);
    }
}
