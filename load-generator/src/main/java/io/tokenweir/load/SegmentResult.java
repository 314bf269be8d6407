package io.tokenweir.load;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.load.summary.RunSummary;

/**
 * One segment of a continuous run.
 *
 * @param run which segment of which run
 * @param startMicros the first instant whose requests belong to it, us since the Unix epoch
 * @param endMicros the first that is no longer in it; for the last one, when the load ended
 * @param partial whether the load ended before the segment did
 */
public record SegmentResult(
        RunIdentity run, long startMicros, long endMicros, boolean partial, LoadResult load, RunSummary summary) {}
