package io.tokenweir.load.summary;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.histogram.ExponentialHistogram;

/**
 * What one loop noted of one part of the load between two second boundaries: filled by the loop, then handed over, and read by
 * whoever knows what the meter's own health was in that second.
 */
public final class SecondValues {
    final List<Piece> pieces = new ArrayList<>();
    final long[] zeros = new long[Metric.values().length];
    final long[] sums = new long[Metric.values().length];
    /** Of this second alone. */
    Counts counts;

    /** Values of a metric. @param size so many of them count */
    record Piece(Metric metric, long[] values, int size) {}

    void recordInto(Metric metric, ExponentialHistogram histogram) {
        histogram.record(0, zeros[metric.ordinal()]);
        for (Piece piece : pieces) {
            if (piece.metric() == metric) {
                for (int i = 0; i < piece.size(); i++) {
                    histogram.record(Tagged.nanos(piece.values()[i]));
                }
            }
        }
    }
}
