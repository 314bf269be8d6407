package io.tokenweir.connect.prometheus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes points as {@code prometheus.WriteRequest} of remote write 1.0, by hand: the message is small, and the buckets go
 * in as they are. Field numbers are those of prometheus/prompb (remote.proto, types.proto).
 *
 * <p>Points of one series become one TimeSeries, in the order in which they came; labels are sorted by name.
 */
final class WriteRequest {
    private final MetricNaming naming;
    private final int histogramSchema;
    private final Map<SeriesId, ProtoWriter> series = new LinkedHashMap<>();
    private final ProtoWriter sample = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();

    private record SeriesId(Family family, Labels labels) {}

    private WriteRequest(MetricNaming naming, int histogramSchema) {
        this.naming = naming;
        this.histogramSchema = histogramSchema;
    }

    /** The message for these rows; histograms no finer than {@code histogramSchema}. */
    static byte[] encode(List<TimedPoints> rows, MetricNaming naming, int histogramSchema) {
        WriteRequest request = new WriteRequest(naming, histogramSchema);
        for (TimedPoints row : rows) {
            for (Point point : row.points()) {
                request.add(point, row.timestampMillis());
            }
        }
        ProtoWriter message = new ProtoWriter();
        request.series.values().forEach(timeSeries -> message.message(1, timeSeries));
        return message.toBytes();
    }

    private void add(Point point, long timestampMillis) {
        ProtoWriter timeSeries = series.computeIfAbsent(new SeriesId(point.family(), point.labels()), this::withLabels);
        sample.clear();
        if (point.buckets() == null) {
            sample.fixed64(1, point.value());
            sample.uint64(2, timestampMillis);
            timeSeries.message(2, sample);
        } else {
            histogram(point.buckets().downscaledTo(histogramSchema), timestampMillis);
            timeSeries.message(4, sample);
        }
    }

    private ProtoWriter withLabels(SeriesId id) {
        ProtoWriter timeSeries = new ProtoWriter();
        label(timeSeries, "__name__", naming.metric(id.family()));
        id.labels().pairs().forEach((name, value) -> label(timeSeries, name, value));
        return timeSeries;
    }

    private void label(ProtoWriter timeSeries, String name, String value) {
        part.clear();
        part.string(1, name);
        part.string(2, value);
        timeSeries.message(1, part);
    }

    private void histogram(Buckets buckets, long timestampMillis) {
        sample.uint64(1, buckets.count());
        sample.fixed64(3, buckets.sumSeconds());
        sample.sint64(4, buckets.schema());
        sample.fixed64(5, 0);
        sample.uint64(6, buckets.zeroCount());
        buckets.forEachSpan((gap, length) -> {
            part.clear();
            part.sint64(1, gap);
            part.uint64(2, length);
            sample.message(11, part);
        });
        part.clear();
        long previous = 0;
        for (long count : buckets.counts()) {
            part.packedSint64(count - previous);
            previous = count;
        }
        sample.message(12, part);
        sample.uint64(15, timestampMillis);
    }
}
