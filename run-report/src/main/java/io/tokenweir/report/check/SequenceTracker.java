package io.tokenweir.report.check;

import java.util.Map;
import java.util.TreeMap;

/**
 * Watches the sequence numbers of one (topic, partition, instance, epoch) as they are read, and tells what is missing and
 * what came twice. Ticks and markers have numbers too. Memory grows with the number of holes, not of records.
 *
 * <p>Pure; not thread-safe.
 */
public final class SequenceTracker {
    private final TreeMap<Long, Long> holes = new TreeMap<>();
    private long next;
    private long duplicates;
    private boolean ended;
    private long endAt = -1;
    private long endSays = -1;

    /** False when it had been seen before. */
    public boolean accept(long seq) {
        if (seq == next) {
            next++;
        } else if (seq > next) {
            holes.put(next, seq);
            next = seq + 1;
        } else if (!fill(seq)) {
            duplicates++;
            return false;
        }
        return true;
    }

    /** The end marker, which counts itself out: {@code records} came before it. */
    public void acceptEnd(long seq, long records) {
        accept(seq);
        ended = true;
        endAt = seq;
        endSays = records;
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

    public SequenceReport report(String stream) {
        long missing = holes.entrySet().stream()
                .mapToLong(hole -> hole.getValue() - hole.getKey())
                .sum();
        long firstMissing = holes.isEmpty() ? -1 : holes.firstKey();
        return new SequenceReport(stream, next, missing, firstMissing, duplicates, ended, ended && endAt == endSays);
    }
}
