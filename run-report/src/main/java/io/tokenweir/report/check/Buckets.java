package io.tokenweir.report.check;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.tokenweir.events.Distribution;
import io.tokenweir.events.Span;

/**
 * The check's own arithmetic of base-2 exponential histograms of schema 6, on purpose not that of the pipeline: here a
 * bucket is found by binary search in a table of its upper edges.
 *
 * <p>Bucket {@code i} holds durations in {@code (2^((i-1)/64), 2^(i/64)]} seconds. A duration is a whole number of
 * nanoseconds, so it lies at or below an edge exactly when it is at or below the edge rounded down; edges at whole powers of
 * two are computed exactly, all others are irrational and far enough from integers for float64.
 *
 * <p>Mutable, not thread-safe.
 */
public final class Buckets {
    static final int SCHEMA = 6;
    private static final int PER_OCTAVE = 1 << SCHEMA;
    /** 2^-30 s is below 1 ns; 2^33 s is above what 63 bits of nanoseconds hold. */
    private static final int LOWEST = -30 * PER_OCTAVE;

    private static final int HIGHEST = 33 * PER_OCTAVE;
    private static final long[] UPPER_EDGE_NANOS = upperEdges();

    private long count;
    private long sumNanos;
    private long zeros;
    private long minNanos;
    private long maxNanos;
    private final NavigableMap<Integer, Long> counts = new TreeMap<>();

    /** Adds one duration. */
    public void record(long nanos) {
        extremes(nanos, nanos);
        count++;
        sumNanos += nanos;
        if (nanos == 0) {
            zeros++;
        } else {
            counts.merge(index(nanos), 1L, Long::sum);
        }
    }

    /** Adds a whole distribution as it stands in a result. A schema other than 6 is refused. */
    public void add(Distribution distribution) {
        if (distribution.getCount() == 0) {
            return;
        }
        if (distribution.getSchema$() != SCHEMA) {
            throw new IllegalArgumentException(
                    "A distribution of schema " + distribution.getSchema$() + " cannot be held against schema 6.");
        }
        extremes(distribution.getMinNanos(), distribution.getMaxNanos());
        count += distribution.getCount();
        sumNanos += distribution.getSumNanos();
        zeros += distribution.getZeroCount();
        int index = 0;
        long bucket = 0;
        int delta = 0;
        List<Long> deltas = distribution.getDeltas();
        for (Span span : distribution.getSpans()) {
            index += span.getOffset();
            for (int i = 0; i < span.getLength(); i++) {
                bucket += deltas.get(delta++);
                if (bucket != 0) {
                    counts.merge(index, bucket, Long::sum);
                }
                index++;
            }
        }
    }

    private void extremes(long min, long max) {
        minNanos = count == 0 ? min : Math.min(minNanos, min);
        maxNanos = count == 0 ? max : Math.max(maxNanos, max);
    }

    public long count() {
        return count;
    }

    /** What is different in the other one, in words, or null when the two are equal bucket by bucket. */
    String difference(Buckets other) {
        String difference = difference("count", count, other.count);
        difference = difference != null ? difference : difference("zeros", zeros, other.zeros);
        difference = difference != null ? difference : difference("minimum", minNanos, other.minNanos);
        difference = difference != null ? difference : difference("maximum", maxNanos, other.maxNanos);
        NavigableMap<Integer, Long> all = new TreeMap<>(counts);
        all.putAll(other.counts);
        for (Map.Entry<Integer, Long> entry : all.entrySet()) {
            int index = entry.getKey();
            if (difference == null) {
                difference = difference(
                        "bucket " + index, counts.getOrDefault(index, 0L), other.counts.getOrDefault(index, 0L));
            }
        }
        return difference != null ? difference : difference("sum in ns", sumNanos, other.sumNanos);
    }

    private static String difference(String what, long here, long there) {
        return here == there ? null : "%s %,d, not %,d".formatted(what, there, here);
    }

    /** Index of the bucket of a duration above zero. */
    static int index(long nanos) {
        int low = 0;
        int high = UPPER_EDGE_NANOS.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (UPPER_EDGE_NANOS[middle] >= nanos) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low + LOWEST;
    }

    private static long[] upperEdges() {
        long[] edges = new long[HIGHEST - LOWEST + 1];
        for (int index = LOWEST; index <= HIGHEST; index++) {
            int octave = Math.floorDiv(index, PER_OCTAVE);
            double within = Math.pow(2, Math.floorMod(index, PER_OCTAVE) / (double) PER_OCTAVE);
            edges[index - LOWEST] = (long) Math.floor(Math.scalb(within * 1e9, octave));
        }
        return edges;
    }
}
