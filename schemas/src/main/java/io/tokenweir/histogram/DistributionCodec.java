package io.tokenweir.histogram;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.events.Distribution;
import io.tokenweir.events.Span;

/**
 * A histogram as it travels. One span per unbroken stretch of non-empty buckets and counts as differences, the layout of
 * the Prometheus {@code Histogram} message: equal histograms give equal bytes.
 */
final class DistributionCodec {
    /** No duration that fits 64 bits lies farther out; keeps a damaged record from claiming memory. */
    private static final int FARTHEST_INDEX = 4096;

    private DistributionCodec() {}

    static Distribution encode(ExponentialHistogram histogram) {
        List<Span> spans = new ArrayList<>();
        List<Long> deltas = new ArrayList<>();
        long[] previous = {0};
        int[] next = {0};
        histogram.forEachBucket((index, count) -> {
            if (spans.isEmpty() || index != next[0]) {
                spans.add(new Span(index - next[0], 0));
            }
            Span open = spans.get(spans.size() - 1);
            open.setLength(open.getLength() + 1);
            deltas.add(count - previous[0]);
            previous[0] = count;
            next[0] = index + 1;
        });
        return Distribution.newBuilder()
                .setSchema$(histogram.schema())
                .setZeroCount(histogram.zeroCount())
                .setCount(histogram.count())
                .setSumNanos(histogram.sumNanos())
                .setMinNanos(histogram.minNanos())
                .setMaxNanos(histogram.maxNanos())
                .setSpans(spans)
                .setDeltas(deltas)
                .setP50Nanos(percentile(histogram, 0.5))
                .setP90Nanos(percentile(histogram, 0.9))
                .setP95Nanos(percentile(histogram, 0.95))
                .setP99Nanos(percentile(histogram, 0.99))
                .setP999Nanos(percentile(histogram, 0.999))
                .build();
    }

    static ExponentialHistogram decode(Distribution distribution) {
        ExponentialHistogram histogram = ExponentialHistogram.restore(distribution);
        List<Long> deltas = distribution.getDeltas();
        long total = distribution.getZeroCount();
        long bucketCount = 0;
        int index = 0;
        int position = 0;
        for (Span span : distribution.getSpans()) {
            index += span.getOffset();
            for (int i = 0; i < span.getLength() && position < deltas.size(); i++) {
                if (Math.abs((long) index) > FARTHEST_INDEX) {
                    throw new IllegalArgumentException("A distribution has a bucket " + index
                            + ", which no duration reaches; the record is damaged.");
                }
                bucketCount += deltas.get(position++);
                if (bucketCount < 0) {
                    throw new IllegalArgumentException("A distribution has " + bucketCount + " durations in bucket "
                            + index + "; the record is damaged.");
                }
                histogram.add(index++, bucketCount);
                total += bucketCount;
            }
        }
        if (total != distribution.getCount() || position != deltas.size()) {
            throw new IllegalArgumentException("A distribution says that it counts " + distribution.getCount()
                    + " durations, but its buckets hold " + total + "; the record is damaged.");
        }
        return histogram;
    }

    private static Long percentile(ExponentialHistogram histogram, double q) {
        return histogram.supports(q) ? histogram.quantile(q) : null;
    }
}
