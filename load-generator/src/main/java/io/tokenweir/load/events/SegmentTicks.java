package io.tokenweir.load.events;

import java.util.List;
import java.util.TreeMap;

/**
 * Where the segments of a run stand over all loops, from their marks: which are under way, what is counted in each, and which
 * have ended because no loop will hand over anything more of them. Pure; not thread-safe.
 */
final class SegmentTicks {
    private final int loops;
    private final int partitions;
    private final int[] openFrom;
    private final TreeMap<Integer, PartitionCounts[]> counts = new TreeMap<>();

    SegmentTicks(int loops, int partitions) {
        this.loops = loops;
        this.partitions = partitions;
        this.openFrom = new int[loops];
    }

    void take(BoundaryMark mark) {
        openFrom[mark.loop()] = mark.openFrom();
        for (SegmentMark segment : mark.segments()) {
            counts.computeIfAbsent(segment.segment(), number -> new PartitionCounts[loops])[mark.loop()] =
                    segment.counts();
        }
    }

    /** Segments under way, oldest first. */
    List<Integer> underWay() {
        return List.copyOf(counts.keySet());
    }

    /** Cumulative counts of a segment, over all loops. */
    PartitionCounts counts(int segment) {
        PartitionCounts sum = new PartitionCounts(partitions);
        for (PartitionCounts ofLoop : counts.get(segment)) {
            if (ofLoop != null) {
                sum.add(ofLoop);
            }
        }
        return sum;
    }

    /** Open requests of all segments. */
    int inFlight() {
        return counts.keySet().stream()
                .mapToInt(segment -> counts(segment).inFlightTotal())
                .sum();
    }

    /** Whether no loop will hand over anything more of it. */
    boolean hasEnded(int segment) {
        for (int from : openFrom) {
            if (from <= segment) {
                return false;
            }
        }
        return true;
    }

    void forget(int segment) {
        counts.remove(segment);
    }

    /** Whether no loop will hand over anything more at all. */
    boolean isOver() {
        return hasEnded(BoundaryMark.NONE_OPEN - 1);
    }
}
