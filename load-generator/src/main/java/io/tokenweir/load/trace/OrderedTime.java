package io.tokenweir.load.trace;

import io.tokenweir.load.trace.RowFormat.BadRow;

/** Millisecond time stamps, counted from the first; none may lie before the one above it. Not thread-safe. */
final class OrderedTime {
    private double first = Double.NaN;
    private double last;

    long offsetNanos(double millis, int column) {
        if (Double.isNaN(first)) {
            first = millis;
        } else if (millis < last) {
            throw new BadRow(column, "a 'timestamp' not before that of the row above (sort the file by it)");
        }
        last = millis;
        return Math.round((millis - first) * 1e6);
    }
}
