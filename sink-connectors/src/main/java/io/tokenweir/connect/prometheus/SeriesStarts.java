package io.tokenweir.connect.prometheus;

import java.util.Map;

/**
 * When the cumulative values of each series were zero. A row tells it only if it is the first of its series: then nothing is
 * in its cumulative values but its own window. A sink that joins later does not know, and does not guess. Remembers the
 * series used last, up to a bound. One thread.
 */
final class SeriesStarts {
    static final long UNKNOWN = 0;
    private static final int MILLIS_PER_SECOND = 1000;

    private final Map<WindowRow.SeriesName, Long> starts = new LastUsed<>();

    /** Unix time in ms of the start of the series, {@link #UNKNOWN} when its first row was not seen. */
    long of(WindowRow row) {
        Long known = starts.get(row.series());
        if (known != null) {
            return known;
        }
        if (row.revision() != 0 || !row.window().equals(row.cumulative())) {
            return UNKNOWN;
        }
        long start = row.windowEndMillis() - (long) row.windowSeconds() * MILLIS_PER_SECOND;
        starts.put(row.series(), start);
        return start;
    }
}
