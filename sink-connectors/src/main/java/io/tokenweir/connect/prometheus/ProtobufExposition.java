package io.tokenweir.connect.prometheus;

import java.util.List;
import java.util.Map;

/**
 * The protobuf format that Prometheus asks for when it takes native histograms: {@code io.prometheus.client.MetricFamily}, each
 * with its length before it. Encoded by hand, as remote write is; field numbers are those of
 * prometheus/client_model (io/prometheus/client/metrics.proto).
 *
 * <p>Histograms are as fine as measured, their classic form beside the native one. Ready-made quantiles go as gauges: a
 * summary message would add a count and a sum of 0, which nobody measured.
 */
final class ProtobufExposition {
    static final String CONTENT_TYPE =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    /**
     * A width of the zero bucket that is far below any duration, so that nothing but zeros is in it. Without one Prometheus
     * would take a histogram that is still empty for a classic one.
     */
    static final double ZERO_THRESHOLD = 0x1p-128;

    private static final int MILLIS_PER_SECOND = 1000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final MetricNaming naming;
    private final ProtoWriter out = new ProtoWriter();
    private final ProtoWriter family = new ProtoWriter();
    private final ProtoWriter metric = new ProtoWriter();
    private final ProtoWriter value = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();
    private final NativeHistogram natives = new NativeHistogram();

    private ProtobufExposition(MetricNaming naming) {
        this.naming = naming;
    }

    static byte[] of(Map<Family, List<Kept>> families, MetricNaming naming) {
        ProtobufExposition message = new ProtobufExposition(naming);
        families.forEach((family, points) -> {
            if (!points.isEmpty()) {
                message.family(family, points);
            }
        });
        return message.out.toBytes();
    }

    private void family(Family name, List<Kept> points) {
        family.clear();
        family.string(1, naming.metric(name));
        family.string(2, name.help());
        family.uint64(3, type(name));
        for (Kept kept : points) {
            metric(name, kept);
            family.message(4, metric);
        }
        if (!name.unit().isEmpty()) {
            family.string(5, name.unit());
        }
        out.delimited(family);
    }

    private static int type(Family family) {
        return switch (family.type()) {
            case COUNTER -> 0;
            case GAUGE, SUMMARY -> 1;
            case HISTOGRAM -> 4;
        };
    }

    private void metric(Family name, Kept kept) {
        metric.clear();
        kept.point().labels().pairs().forEach((label, text) -> {
            part.clear();
            part.string(1, label);
            part.string(2, text);
            metric.message(1, part);
        });
        value.clear();
        switch (name.type()) {
            case COUNTER -> {
                value.fixed64(1, kept.point().value());
                created(3, kept);
                metric.message(3, value);
            }
            case GAUGE, SUMMARY -> {
                value.fixed64(1, kept.point().value());
                metric.message(2, value);
            }
            case HISTOGRAM -> {
                histogram(kept.point().buckets());
                created(15, kept);
                metric.message(7, value);
            }
        }
    }

    private void histogram(Buckets buckets) {
        value.uint64(1, buckets.count());
        value.fixed64(2, buckets.sumSeconds());
        ClassicBuckets.forEach(buckets, (edge, cumulative) -> {
            part.clear();
            part.uint64(1, cumulative);
            part.fixed64(2, edge);
            value.message(3, part);
        });
        value.sint64(5, buckets.schema());
        value.fixed64(6, ZERO_THRESHOLD);
        value.uint64(7, buckets.zeroCount());
        natives.positive(buckets, 12, value);
    }

    private void created(int field, Kept kept) {
        if (kept.createdMillis() != SeriesStarts.UNKNOWN) {
            part.clear();
            part.uint64(1, kept.createdMillis() / MILLIS_PER_SECOND);
            part.uint64(2, kept.createdMillis() % MILLIS_PER_SECOND * NANOS_PER_MILLI);
            value.message(field, part);
        }
    }
}
