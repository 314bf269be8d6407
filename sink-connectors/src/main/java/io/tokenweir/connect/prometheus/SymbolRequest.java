package io.tokenweir.connect.prometheus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.connect.prometheus.TimedSamples.Placed;

/**
 * Encodes samples as {@code io.prometheus.write.v2.Request} of remote write 2.0: every text once, in a table of symbols that
 * begins with the empty one; metadata with each series; the time since when a counter counts with each sample. Field numbers
 * are those of prometheus/prompb/io/prometheus/write/v2/types.proto.
 *
 * <p>Drafts up to rc.3 had that time once per series (field 6), later ones have it per sample; both are written, because a
 * receiver passes over the one that it does not know.
 */
final class SymbolRequest {
    private final Map<String, Integer> symbols = new LinkedHashMap<>(Map.of("", 0));
    private final Map<SeriesId, ProtoWriter> series = new LinkedHashMap<>();
    private final NativeHistogram histogram = new NativeHistogram();
    private final ProtoWriter sample = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();

    private SymbolRequest() {}

    static byte[] encode(List<Placed> samples) {
        SymbolRequest request = new SymbolRequest();
        samples.forEach(request::add);
        ProtoWriter message = new ProtoWriter();
        request.symbols.keySet().forEach(symbol -> message.string(4, symbol));
        request.series.values().forEach(timeSeries -> message.message(5, timeSeries));
        return message.toBytes();
    }

    private void add(Placed placed) {
        Sample value = placed.sample();
        ProtoWriter timeSeries = series.get(value.series());
        if (timeSeries == null) {
            timeSeries = begin(value.series(), placed.createdMillis());
            series.put(value.series(), timeSeries);
        }
        sample.clear();
        if (value.isHistogram()) {
            histogram.encode(value, placed.timestampMillis(), placed.createdMillis(), sample);
            timeSeries.message(3, sample);
        } else {
            sample.value(1, value);
            sample.uint64(2, placed.timestampMillis());
            if (placed.createdMillis() > 0) {
                sample.uint64(3, placed.createdMillis());
            }
            timeSeries.message(2, sample);
        }
        if (value.exemplar() != null) {
            exemplar(value.exemplar(), timeSeries);
        }
    }

    private ProtoWriter begin(SeriesId id, long createdMillis) {
        ProtoWriter timeSeries = new ProtoWriter();
        part.clear();
        part.packedUint64(ref("__name__"));
        part.packedUint64(ref(id.metric()));
        refs(id.labels());
        timeSeries.message(1, part);
        part.clear();
        part.uint64(1, id.family().type().number());
        part.uint64(3, ref(id.family().help()));
        part.uint64(4, ref(id.family().unit()));
        timeSeries.message(5, part);
        if (createdMillis > 0) {
            timeSeries.uint64(6, createdMillis);
        }
        return timeSeries;
    }

    private void refs(Labels labels) {
        labels.pairs().forEach((name, value) -> {
            part.packedUint64(ref(name));
            part.packedUint64(ref(value));
        });
    }

    private int ref(String symbol) {
        return symbols.computeIfAbsent(symbol, text -> symbols.size());
    }

    private void exemplar(Exemplar exemplar, ProtoWriter timeSeries) {
        part.clear();
        refs(exemplar.labels());
        sample.clear();
        sample.message(1, part);
        sample.fixed64(2, exemplar.value());
        sample.uint64(3, exemplar.timestampMillis());
        timeSeries.message(4, sample);
    }
}
