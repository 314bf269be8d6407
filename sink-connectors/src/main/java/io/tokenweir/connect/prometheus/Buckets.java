package io.tokenweir.connect.prometheus;

import java.util.Arrays;
import java.util.List;

import org.apache.kafka.connect.data.Struct;

/**
 * The non-empty buckets of one distribution as it comes from {@code weir.metrics}: base-2 exponential, index i holds
 * (base^(i-1), base^i] seconds, base = 2^(2^-schema). Immutable.
 *
 * @param indices ascending
 * @param counts per index, above 0
 * @param zeroCount durations of exactly 0
 * @param count all, zeros included
 */
record Buckets(int schema, int[] indices, long[] counts, long zeroCount, long count, long sumNanos) {
    private static final double SECONDS_PER_NANO = 1e-9;

    /** Reads a value of the schema {@code Distribution}. */
    static Buckets of(Struct distribution) {
        List<Struct> spans = distribution.getArray("spans");
        List<Long> deltas = distribution.getArray("deltas");
        int[] indices = new int[deltas.size()];
        long[] counts = new long[deltas.size()];
        int used = 0;
        int position = 0;
        int index = 0;
        long bucket = 0;
        for (Struct span : spans) {
            index += span.getInt32("offset");
            int length = span.getInt32("length");
            for (int i = 0; i < length; i++, index++) {
                bucket += deltas.get(position++);
                if (bucket > 0) {
                    indices[used] = index;
                    counts[used++] = bucket;
                }
            }
        }
        return new Buckets(
                distribution.getInt32("schema"),
                Arrays.copyOf(indices, used),
                Arrays.copyOf(counts, used),
                distribution.getInt64("zeroCount"),
                distribution.getInt64("count"),
                distribution.getInt64("sumNanos"));
    }

    /** The same durations at a coarser schema: 2^n neighbours become one bucket, nothing is rounded. */
    Buckets downscaledTo(int coarser) {
        int shift = schema - coarser;
        if (shift <= 0) {
            return this;
        }
        int[] merged = new int[indices.length];
        long[] sums = new long[indices.length];
        int used = 0;
        for (int i = 0; i < indices.length; i++) {
            // Upper bounds are inclusive: bucket i goes to the bucket whose upper bound is the next one at or above.
            int target = (indices[i] - 1 >> shift) + 1;
            if (used > 0 && merged[used - 1] == target) {
                sums[used - 1] += counts[i];
            } else {
                merged[used] = target;
                sums[used++] = counts[i];
            }
        }
        return new Buckets(coarser, Arrays.copyOf(merged, used), Arrays.copyOf(sums, used), zeroCount, count, sumNanos);
    }

    /** Takes a run of neighbouring buckets. */
    @FunctionalInterface
    interface Spans {
        /** @param gap buckets between the end of the span before, or index 0, and the start of this one */
        void span(int gap, int length);
    }

    /** Tells the runs of neighbouring buckets as Prometheus' messages have them. */
    void forEachSpan(Spans spans) {
        int next = 0;
        for (int i = 0; i < indices.length; ) {
            int first = i;
            while (i < indices.length && indices[i] == indices[first] + i - first) {
                i++;
            }
            spans.span(indices[first] - next, i - first);
            next = indices[i - 1] + 1;
        }
    }

    double sumSeconds() {
        return sumNanos * SECONDS_PER_NANO;
    }
}
