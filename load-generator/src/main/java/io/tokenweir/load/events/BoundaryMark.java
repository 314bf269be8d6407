package io.tokenweir.load.events;

import java.util.List;

import io.tokenweir.load.health.LoopHealth;

/**
 * One loop's word that it has handed over everything before a second boundary. When the words of all loops for a boundary are
 * there, the ticks may go out.
 *
 * @param loop which loop
 * @param boundaryMicros a whole second, us since the Unix epoch
 * @param segments those of which this loop has anything to tell that it has not told for good
 * @param openFrom this loop will hand over nothing more of the segments before this one
 */
public record BoundaryMark(
        int loop, long boundaryMicros, List<SegmentMark> segments, int openFrom, LoopHealth.Second health) {
    /** For {@link #openFrom}: nothing more at all. */
    public static final int NONE_OPEN = Integer.MAX_VALUE;
}
