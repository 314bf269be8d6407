package io.tokenweir.load.events;

/**
 * How far one loop has come with one segment.
 *
 * @param counts cumulative over the segment
 */
public record SegmentMark(int segment, PartitionCounts counts) {}
