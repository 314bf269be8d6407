package io.tokenweir.load.events;

import java.util.List;

import io.tokenweir.load.summary.SecondValues;

/**
 * How far one loop has come with one segment.
 *
 * @param counts cumulative over the segment
 * @param values what the loop noted for the segment's summary since the boundary before
 */
public record SegmentMark(int segment, PartitionCounts counts, List<SecondValues> values) {}
