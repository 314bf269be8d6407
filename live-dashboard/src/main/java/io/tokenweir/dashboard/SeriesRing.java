package io.tokenweir.dashboard;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/**
 * The last windows of one series and size, in the order of their offsets: a series lives in one partition.
 *
 * <p>A correction is a further row for a window that is already here; whoever reads takes the later one. Not thread-safe.
 */
final class SeriesRing {
    private final int capacity;
    private final ArrayDeque<Row> rows = new ArrayDeque<>();
    private long firstKeptOffset;

    SeriesRing(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a row; returns by how many rows the ring grew. */
    int add(Row row) {
        rows.addLast(row);
        if (rows.size() <= capacity) {
            return 1;
        }
        firstKeptOffset = rows.removeFirst().offset() + 1;
        return 0;
    }

    /** Adds to {@code into} the rows that the vector has not seen, newest first. */
    void after(ResumeVector seen, List<Row> into) {
        Iterator<Row> newestFirst = rows.descendingIterator();
        while (newestFirst.hasNext()) {
            Row row = newestFirst.next();
            if (row.offset() < seen.next(row.partition())) {
                break;
            }
            into.add(row);
        }
    }

    /** Whether rows that the vector has not seen were thrown away. */
    boolean lostFor(ResumeVector seen) {
        return !rows.isEmpty() && seen.next(newest().partition()) < firstKeptOffset;
    }

    Iterable<Row> rows() {
        return rows;
    }

    Row newest() {
        return rows.peekLast();
    }

    int size() {
        return rows.size();
    }
}
