package io.tokenweir.connect.prometheus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.connect.prometheus.TimedSamples.Placed;

/**
 * Encodes samples as {@code prometheus.WriteRequest} of remote write 1.0, by hand: the message is small, and the buckets go
 * in as they are. Field numbers are those of prometheus/prompb (remote.proto, types.proto).
 *
 * <p>Samples of one series become one TimeSeries, in the order in which they came; labels are sorted by name.
 */
final class WriteRequest {
    private final Map<SeriesId, ProtoWriter> series = new LinkedHashMap<>();
    private final NativeHistogram histogram = new NativeHistogram();
    private final ProtoWriter sample = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();

    private WriteRequest() {}

    /** @param described families whose metadata goes along, by the name of the metric */
    static byte[] encode(List<Placed> samples, Map<String, Family> described) {
        WriteRequest request = new WriteRequest();
        samples.forEach(request::add);
        ProtoWriter message = new ProtoWriter();
        request.series.values().forEach(timeSeries -> message.message(1, timeSeries));
        described.forEach((metric, family) -> message.message(3, request.metadata(metric, family)));
        return message.toBytes();
    }

    private void add(Placed placed) {
        Sample value = placed.sample();
        ProtoWriter timeSeries = series.computeIfAbsent(value.series(), this::withLabels);
        sample.clear();
        if (value.isHistogram()) {
            histogram.encode(value, placed.timestampMillis(), 0, sample);
            timeSeries.message(4, sample);
        } else {
            sample.value(1, value);
            sample.uint64(2, placed.timestampMillis());
            timeSeries.message(2, sample);
        }
        if (value.exemplar() != null) {
            exemplar(value.exemplar(), timeSeries);
        }
    }

    private ProtoWriter withLabels(SeriesId id) {
        ProtoWriter timeSeries = new ProtoWriter();
        label(timeSeries, "__name__", id.metric());
        id.labels().pairs().forEach((name, value) -> label(timeSeries, name, value));
        return timeSeries;
    }

    private void label(ProtoWriter out, String name, String value) {
        part.clear();
        part.string(1, name);
        part.string(2, value);
        out.message(1, part);
    }

    private void exemplar(Exemplar exemplar, ProtoWriter timeSeries) {
        sample.clear();
        exemplar.labels().pairs().forEach((name, value) -> label(sample, name, value));
        sample.fixed64(2, exemplar.value());
        sample.uint64(3, exemplar.timestampMillis());
        timeSeries.message(3, sample);
    }

    private ProtoWriter metadata(String metric, Family family) {
        part.clear();
        part.uint64(1, family.type().number());
        part.string(2, metric);
        part.string(4, family.help());
        part.string(5, family.unit());
        return part;
    }
}
