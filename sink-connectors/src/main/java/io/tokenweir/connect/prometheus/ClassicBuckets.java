package io.tokenweir.connect.prometheus;

/**
 * Our buckets as a classic histogram with power-of-two edges: these are edges of our own buckets too, so every count is
 * exact. The edges are always the same, or rates over buckets would have holes. Pure.
 */
final class ClassicBuckets {
    /** From 2^-14 s (61 µs) to 2^10 s (17 min). */
    private static final int LOWEST_EDGE = -14;

    private static final int HIGHEST_EDGE = 10;

    private ClassicBuckets() {}

    /** Hears of each bucket in turn, the last one without an upper edge. */
    @FunctionalInterface
    interface Visitor {
        void bucket(double upperSeconds, long cumulativeCount);
    }

    static void forEach(Buckets buckets, Visitor visitor) {
        Buckets octaves = buckets.downscaledTo(0);
        long cumulative = octaves.zeroCount();
        int next = 0;
        for (int edge = LOWEST_EDGE; edge <= HIGHEST_EDGE; edge++) {
            while (next < octaves.indices().length && octaves.indices()[next] <= edge) {
                cumulative += octaves.counts()[next++];
            }
            visitor.bucket(Math.scalb(1.0, edge), cumulative);
        }
        visitor.bucket(Double.POSITIVE_INFINITY, octaves.count());
    }
}
