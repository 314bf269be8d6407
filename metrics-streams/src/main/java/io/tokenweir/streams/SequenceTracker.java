package io.tokenweir.streams;

import java.util.Map;
import java.util.TreeMap;

/**
 * Watches the sequence numbers of one source on one topic and partition: which are missing, and which came twice.
 *
 * <p>Memory grows with the number of holes, up to {@value #MOST_HOLES}; beyond that the oldest is given up: what should still
 * come from it is taken for a duplicate, because counting twice cannot be mended. Not thread-safe.
 */
final class SequenceTracker {
    static final int MOST_HOLES = 1000;

    /** Answer for a number that was seen before. */
    static final long DUPLICATE = Long.MIN_VALUE;

    /** First missing number of each hole, and the first after it. */
    final TreeMap<Long, Long> holes = new TreeMap<>();

    long next;

    /**
     * Takes the number of a record.
     *
     * @return by how many more records are missing than before: usually 0, -1 for one that fills a hole; or {@link #DUPLICATE}
     */
    long accept(long seq) {
        if (seq == next) {
            next++;
            return 0;
        }
        if (seq > next) {
            long missing = seq - next;
            holes.put(next, seq);
            if (holes.size() > MOST_HOLES) {
                holes.pollFirstEntry();
            }
            next = seq + 1;
            return missing;
        }
        return fill(seq) ? -1 : DUPLICATE;
    }

    private boolean fill(long seq) {
        Map.Entry<Long, Long> hole = holes.floorEntry(seq);
        if (hole == null || seq >= hole.getValue()) {
            return false;
        }
        holes.remove(hole.getKey());
        if (hole.getKey() < seq) {
            holes.put(hole.getKey(), seq);
        }
        if (seq + 1 < hole.getValue()) {
            holes.put(seq + 1, hole.getValue());
        }
        return true;
    }
}
