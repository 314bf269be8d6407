package io.tokenweir.dashboard;

/**
 * One window of one series as the page gets it, with the place in weir.metrics that it came from.
 *
 * <p>The JSON is made once, when the window arrives, and shared by all pages.
 *
 * @param series name of the series within its run, see {@link WindowJson#seriesName}
 * @param seconds size of the window
 * @param json the window, trimmed
 * @param totals the series' values of the whole segment so far, trimmed
 */
record Row(
        String runId,
        String series,
        int segment,
        int seconds,
        long startMicros,
        int partition,
        long offset,
        String json,
        String totals) {}
