package io.tokenweir.connect.prometheus;

import java.util.Arrays;
import java.util.List;

import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

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
    static final Buckets NONE = new Buckets(0, new int[0], new long[0], 0, 0, 0);

    private static final double NANOS_PER_SECOND = 1e9;

    /** Reads a value of the schema {@code Distribution}; one whose buckets do not add up is refused with one sentence. */
    static Buckets of(Struct distribution) {
        List<Struct> spans = distribution.getArray("spans");
        List<Long> deltas = distribution.getArray("deltas");
        int[] indices = new int[deltas.size()];
        long[] counts = new long[deltas.size()];
        int used = 0;
        int position = 0;
        int index = 0;
        long bucket = 0;
        long sum = distribution.getInt64("zeroCount");
        for (Struct span : spans) {
            index += span.getInt32("offset");
            int length = span.getInt32("length");
            for (int i = 0; i < length; i++, index++) {
                bucket += deltas.get(position++);
                if (bucket > 0) {
                    indices[used] = index;
                    counts[used++] = bucket;
                    sum += bucket;
                }
            }
        }
        if (sum != distribution.getInt64("count")) {
            throw new DataException("A distribution of this row says that it holds " + distribution.getInt64("count")
                    + " durations, but its buckets hold " + sum + "; whoever wrote the row has to be mended.");
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

    /** Both together, at the coarser of the two schemas. */
    Buckets plus(Buckets other) {
        int common = Math.min(schema, other.schema);
        Buckets left = downscaledTo(common);
        Buckets right = other.downscaledTo(common);
        int[] merged = new int[left.indices.length + right.indices.length];
        long[] sums = new long[merged.length];
        int used = 0;
        for (int l = 0, r = 0; l < left.indices.length || r < right.indices.length; used++) {
            int fromLeft = l < left.indices.length ? left.indices[l] : Integer.MAX_VALUE;
            int fromRight = r < right.indices.length ? right.indices[r] : Integer.MAX_VALUE;
            merged[used] = Math.min(fromLeft, fromRight);
            sums[used] += fromLeft == merged[used] ? left.counts[l++] : 0;
            sums[used] += fromRight == merged[used] ? right.counts[r++] : 0;
        }
        return new Buckets(
                common,
                Arrays.copyOf(merged, used),
                Arrays.copyOf(sums, used),
                zeroCount + other.zeroCount,
                count + other.count,
                sumNanos + other.sumNanos);
    }

    double sumSeconds() {
        return sumNanos / NANOS_PER_SECOND;
    }
}
