package io.tokenweir.connect.objects;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** The open chunk of one partition: its place in the chain, its age, its heap, and the one schema of its rows. */
final class PartitionBuffer {
    /** Walking through a row costs as much as converting it; its neighbours are much like it. */
    private static final int MEASURE_EVERY = 8;

    private final ObjectChain<SinkRecord> chain;
    private final long openedAt;
    private Schema schema;
    private RowLayout layout;
    private long firstNanos;
    private long lastNanos;
    private long heapBytes;
    private long rowBytes;
    private int rowsSinceMeasured;

    PartitionBuffer(long position) {
        chain = new ObjectChain<>(position);
        openedAt = position;
    }

    /** Whether the offset lies before the place to which the consumer was sent: then it is not the topic it was. */
    boolean isBeforeOpening(long offset) {
        return offset < openedAt;
    }

    ObjectChain<SinkRecord> chain() {
        return chain;
    }

    /** Whether a row of this schema would need another object than the rows that are held. */
    boolean needsNewObject(Schema next) {
        return schema != null && schema != next && !schema.equals(next);
    }

    /** Takes a row. */
    void row(SinkRecord record, RowLayout rowLayout, long nowNanos) {
        schema = record.valueSchema();
        if (rowsSinceMeasured == 0 || layout == null) {
            rowBytes = HeapSize.RECORD + HeapSize.of(record.value());
        }
        rowsSinceMeasured = (rowsSinceMeasured + 1) % MEASURE_EVERY;
        heapBytes += rowBytes;
        layout = rowLayout;
        consumed(record, record, nowNanos);
    }

    /** Takes a record of which nothing is stored. */
    void skip(SinkRecord record, long nowNanos) {
        consumed(record, null, nowNanos);
    }

    private void consumed(SinkRecord record, SinkRecord row, long nowNanos) {
        if (chain.isEmpty()) {
            firstNanos = nowNanos;
        }
        lastNanos = nowNanos;
        long timestamp = record.timestamp() == null ? 0 : record.timestamp();
        chain.consume(Coordinates.offset(record), timestamp, row);
    }

    long dueInNanos(RotationPolicy rotation, long nowNanos) {
        return chain.isEmpty() ? Long.MAX_VALUE : rotation.dueInNanos(nowNanos, firstNanos, lastNanos);
    }

    Schema schema() {
        return schema;
    }

    RowLayout layout() {
        return layout == null ? RowLayout.of(null) : layout;
    }

    long heapBytes() {
        return heapBytes;
    }

    /** The object at the chain's position ends at {@code storedEnd}; what lies beyond stays, as old as it is. */
    void settled(long storedEnd) {
        chain.settled(storedEnd);
        heapBytes = 0;
        for (SinkRecord row : chain.rows()) {
            heapBytes += HeapSize.RECORD + HeapSize.of(row.value());
        }
        if (chain.isEmpty()) {
            schema = null;
            layout = null;
        }
    }
}
