package io.tokenweir.connect.objects;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * One partition's place in its object chain, and what was consumed beyond it. Pure: no clock, no I/O, one thread.
 *
 * <p>The chain: objects are named by the <em>position</em> at which they start, and published only if no object of that
 * name exists. Each tells where it ends, and the next position is its end + 1. The first writer of a position owns it, so
 * the stored objects form one list without gap or overlap, whatever zombies, crashes and rebalances do; and a task that
 * finds its position taken takes over the owner's end as if it had written the object itself. Hence there is one
 * transition for "published" and for "lost to another": {@link #settled}. The stored object, not the task's own rule,
 * decides where a chunk ends; so rotation may go by size or by wall clock and still nothing is stored twice or missed.
 *
 * <p>A chunk ends at the last offset <em>consumed</em>, written or not: a rejected record must not shift the next name.
 *
 * @param <R> what is stored of a record
 */
final class ObjectChain<R> {

    /** One consumed record; {@code row} is null where nothing of it is to be stored. */
    private record Consumed<R>(long offset, long timestampMillis, R row) {}

    /**
     * What is ready to be published: positions {@code start} to {@code end}, inclusive.
     *
     * @param firstTimestampMillis the broker's time of the first record consumed at or after {@code start}: a function of
     *     {@code start} and the log alone, so that every task computes the same object name
     */
    record Chunk<R>(long start, long end, long firstTimestampMillis, List<R> rows) {}

    private final ArrayDeque<Consumed<R>> consumed = new ArrayDeque<>();
    private long position;
    private long next;
    private boolean advanced;

    /** Starts at {@code position}: the end of the last stored object + 1, or 0. */
    ObjectChain(long position) {
        this.position = position;
        this.next = position;
    }

    /** Start of the next object; every offset before it is stored. */
    long position() {
        return position;
    }

    /** Whether an object was settled since the chain was opened, so that there is something to commit. */
    boolean advanced() {
        return advanced;
    }

    boolean isEmpty() {
        return consumed.isEmpty();
    }

    /** Records consumed and not yet settled. */
    int size() {
        return consumed.size();
    }

    /** Whether {@code offset} is new; Connect delivers a batch again after a retriable failure. */
    boolean isNew(long offset) {
        return offset >= next;
    }

    /** Takes a record into the open chunk. Offsets must rise; gaps are what the broker left out. */
    void consume(long offset, long timestampMillis, R row) {
        if (!isNew(offset)) {
            throw new IllegalArgumentException("offset " + offset + " was consumed before; next is " + next);
        }
        consumed.addLast(new Consumed<>(offset, timestampMillis, row));
        next = offset + 1;
    }

    /** The open chunk; there must be one. */
    Chunk<R> chunk() {
        List<R> rows = new ArrayList<>(consumed.size());
        for (Consumed<R> record : consumed) {
            if (record.row() != null) {
                rows.add(record.row());
            }
        }
        long end = consumed.getLast().offset();
        return new Chunk<>(position, end, consumed.getFirst().timestampMillis(), rows);
    }

    /**
     * The object at {@link #position} exists and ends at {@code storedEnd}, whoever wrote it. What this task consumed
     * beyond that end stays for the next object.
     */
    void settled(long storedEnd) {
        if (storedEnd < position) {
            throw new IllegalArgumentException("object at " + position + " claims to end before, at " + storedEnd);
        }
        Iterator<Consumed<R>> records = consumed.iterator();
        while (records.hasNext() && records.next().offset() <= storedEnd) {
            records.remove();
        }
        position = storedEnd + 1;
        next = Math.max(next, position);
        advanced = true;
    }

    /** Rows that are held, for whoever measures memory. */
    List<R> rows() {
        return consumed.stream().map(Consumed::row).filter(Objects::nonNull).toList();
    }
}
