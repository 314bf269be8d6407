package io.tokenweir.connect.prometheus;

/**
 * Encodes buckets as the message Histogram, which both versions of remote write share, unchanged: index by index, count by
 * count. Not thread-safe.
 */
final class NativeHistogram {
    private final ProtoWriter part = new ProtoWriter();

    /** @param createdMillis 0: not known, or the message has no field for it */
    void encode(Sample sample, long timestampMillis, long createdMillis, ProtoWriter out) {
        Buckets buckets = sample.buckets();
        out.uint64(1, buckets.count());
        if (sample.stale()) {
            out.fixed64Bits(3, StaleMarker.BITS);
        } else {
            out.fixed64(3, buckets.sumSeconds());
        }
        out.sint64(4, buckets.schema());
        out.fixed64(5, 0);
        out.uint64(6, buckets.zeroCount());
        positive(buckets, 11, out);
        out.uint64(15, timestampMillis);
        if (createdMillis > 0) {
            out.uint64(17, createdMillis);
        }
    }

    /**
     * The counts and where they lie, as the formats of scraping and of remote write both have it.
     *
     * @param spansField number of the field for spans; the next one is that for deltas
     */
    void positive(Buckets buckets, int spansField, ProtoWriter out) {
        buckets.forEachSpan((gap, length) -> {
            part.clear();
            part.sint64(1, gap);
            part.uint64(2, length);
            out.message(spansField, part);
        });
        part.clear();
        long previous = 0;
        for (long count : buckets.counts()) {
            part.packedSint64(count - previous);
            previous = count;
        }
        out.message(spansField + 1, part);
    }
}
