package io.tokenweir.connect.prometheus;

import java.util.Map;

/**
 * Gives the rows of one series rising timestamps. A row's time is its window's end; a correction comes with an old window
 * but newer cumulative values, and a server refuses to go back, so it is placed 1 ms after the newest row of its series.
 * Remembers the series used last, up to a bound. Pure; one thread.
 */
final class SeriesClock {

    private final Map<WindowRow.SeriesName, Long> newest = new LastUsed<>();

    long timestampFor(WindowRow row) {
        return newest.merge(row.series(), row.windowEndMillis(), (last, end) -> Math.max(end, last + 1));
    }
}
