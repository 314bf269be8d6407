package io.tokenweir.load.trace;

import io.tokenweir.common.scenario.TraceSpec;

/**
 * The rows of a trace that are wanted, with times from 0 on: a window of it, again and again if it loops. A lap of the whole
 * file is as long as from its first row to its last and one mean gap, so that the seam looks like the rest. Owns the open
 * file; not thread-safe.
 */
final class TraceLaps implements AutoCloseable {
    private final TraceSpec spec;
    private final long fromNanos;
    private final long toNanos;
    private TraceReader reader;
    private long lapStartNanos;
    private long lastNanos;
    private long rowsOfLap;
    private long badRows;

    TraceLaps(TraceSpec spec) {
        this.spec = spec;
        this.fromNanos = spec.from().toNanos();
        this.toNanos = spec.to() == null ? Long.MAX_VALUE : spec.to().toNanos();
        this.reader = TraceReader.open(spec);
    }

    /** The next row; null at the end, which a loop that has any row never comes to. */
    TraceRow next() {
        TraceRow row = rowOfLap();
        if (row != null || !spec.loop() || rowsOfLap == 0) {
            return row;
        }
        lapStartNanos += lapNanos();
        close();
        reader = TraceReader.open(spec);
        rowsOfLap = 0;
        return rowOfLap();
    }

    /** Rows that did not parse, those of the first lap only. */
    long badRows() {
        if (lapStartNanos == 0) {
            badRows = reader.badRows();
        }
        return badRows;
    }

    @Override
    public void close() {
        reader.close();
    }

    private TraceRow rowOfLap() {
        if (spec.limit() != null && rowsOfLap >= spec.limit()) {
            return null;
        }
        TraceRow row = reader.next();
        while (row != null && row.offsetNanos() < fromNanos) {
            row = reader.next();
        }
        if (row == null || row.offsetNanos() >= toNanos) {
            return null;
        }
        rowsOfLap++;
        lastNanos = row.offsetNanos() - fromNanos;
        return row.at(lapStartNanos + lastNanos);
    }

    private long lapNanos() {
        if (toNanos != Long.MAX_VALUE) {
            return toNanos - fromNanos;
        }
        return rowsOfLap < 2 ? Math.max(1_000_000_000L, lastNanos) : lastNanos + lastNanos / (rowsOfLap - 1);
    }
}
