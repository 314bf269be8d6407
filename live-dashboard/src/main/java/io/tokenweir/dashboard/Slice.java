package io.tokenweir.dashboard;

import java.util.List;

/**
 * What one page has to be told next.
 *
 * @param runId whose windows these are; null when there is no run yet
 * @param rows windows by partition and offset
 * @param totals newest totals of the series among them
 * @param next what the page has seen once it has these
 * @param more whether there is more at once
 * @param reset whether the page must forget what it holds
 * @param gap whether windows that the page never saw are no longer kept
 * @param version of the store, to wait for a change
 * @param runsVersion changes with the list of runs
 */
record Slice(
        String runId,
        List<Row> rows,
        List<String> totals,
        ResumeVector next,
        boolean more,
        boolean reset,
        boolean gap,
        long version,
        long runsVersion) {}
