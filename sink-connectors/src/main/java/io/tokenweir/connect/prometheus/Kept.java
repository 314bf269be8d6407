package io.tokenweir.connect.prometheus;

/**
 * The newest point of a series as the scrape endpoint keeps it.
 *
 * @param createdMillis when the series' cumulative values were zero, Unix time; 0: not known
 */
record Kept(Point point, long createdMillis) {}
