package io.tokenweir.streams;

import io.tokenweir.events.Vantage;

/**
 * Names a page of accounts: those of one second, or, with {@code seconds} 0, one shard of those of the run before its last
 * minute, whose number stands for the start. Sorts by run, kind and start, so that a stretch of seconds is one of the map.
 */
record PageId(RunRef run, int seconds, long startMicros, Vantage vantage) implements Comparable<PageId> {
    private static final Vantage LOWEST = Vantage.values()[0];

    /** Sorts before all seconds of a run that start at {@code startMicros} or later. */
    static PageId second(RunRef run, long startMicros) {
        return new PageId(run, 1, startMicros, LOWEST);
    }

    /** Sorts before all pages of a run. */
    static PageId lowest(RunRef run) {
        return new PageId(run, 0, Long.MIN_VALUE, LOWEST);
    }

    @Override
    public int compareTo(PageId other) {
        int order = run.compareTo(other.run);
        order = order != 0 ? order : Integer.compare(seconds, other.seconds);
        order = order != 0 ? order : Long.compare(startMicros, other.startMicros);
        return order != 0 ? order : vantage.compareTo(other.vantage);
    }
}
