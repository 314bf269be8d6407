package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;

/**
 * Rows in OpenTelemetry's data model: counters are cumulative monotonic sums, histograms cumulative exponential ones made of
 * our own buckets, the rest gauges. A start that is not known is 0, which the model defines as such. Pure.
 */
final class OtlpMetrics {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final AggregationTemporality CUMULATIVE = AggregationTemporality.CUMULATIVE;

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "gen_ai_request_model", "gen_ai.request.model",
            "gen_ai_provider_name", "gen_ai.provider.name",
            "gen_ai_operation_name", "gen_ai.operation.name");

    private final MetricNaming naming;
    private final Map<Family, List<DoublePointData>> numbers = new EnumMap<>(Family.class);
    private final Map<Family, List<ExponentialHistogramPointData>> histograms = new EnumMap<>(Family.class);

    private OtlpMetrics(MetricNaming naming) {
        this.naming = naming;
    }

    static List<MetricData> of(List<OtlpRow> rows, MetricNaming naming) {
        OtlpMetrics metrics = new OtlpMetrics(naming);
        rows.forEach(metrics::add);
        return metrics.all();
    }

    private void add(OtlpRow row) {
        long start = row.createdMillis() * NANOS_PER_MILLI;
        long time = row.timestampMillis() * NANOS_PER_MILLI;
        for (Point point : row.points()) {
            Attributes attributes = attributes(point.labels());
            if (point.buckets() == null) {
                boolean gauge = point.family().type() != Family.Type.COUNTER;
                numbers.computeIfAbsent(point.family(), family -> new ArrayList<>())
                        .add(DoublePointData.create(gauge ? 0 : start, time, attributes, point.value(), List.of()));
            } else {
                histograms
                        .computeIfAbsent(point.family(), family -> new ArrayList<>())
                        .add(histogram(point.buckets(), start, time, attributes));
            }
        }
    }

    private static Attributes attributes(Labels labels) {
        AttributesBuilder attributes = Attributes.builder();
        labels.pairs().forEach((name, value) -> attributes.put(attribute(name), value));
        return attributes.build();
    }

    /** Labels of the GenAI conventions are attributes with dots. */
    private static String attribute(String label) {
        return ATTRIBUTES.getOrDefault(label, label);
    }

    private static ExponentialHistogramPointData histogram(
            Buckets buckets, long start, long time, Attributes attributes) {
        return ExponentialHistogramPointData.create(
                buckets.schema(),
                buckets.sumSeconds(),
                buckets.zeroCount(),
                false,
                0,
                false,
                0,
                positive(buckets),
                ExponentialHistogramBuckets.create(buckets.schema(), 0, List.of()),
                start,
                time,
                attributes,
                List.of());
    }

    /** Their bucket i ends at base^(i+1), ours at base^i; theirs stand side by side, empty ones too. */
    private static ExponentialHistogramBuckets positive(Buckets buckets) {
        int[] indices = buckets.indices();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            while (counts.size() < indices[i] - indices[0]) {
                counts.add(0L);
            }
            counts.add(buckets.counts()[i]);
        }
        int offset = indices.length == 0 ? 0 : indices[0] - 1;
        return ExponentialHistogramBuckets.create(buckets.schema(), offset, counts);
    }

    private List<MetricData> all() {
        List<MetricData> metrics = new ArrayList<>();
        numbers.forEach((family, points) -> metrics.add(
                family.type() == Family.Type.COUNTER
                        ? metric(
                                family,
                                MetricDataType.DOUBLE_SUM,
                                SumData.createDoubleSumData(true, CUMULATIVE, points))
                        : metric(family, MetricDataType.DOUBLE_GAUGE, GaugeData.createDoubleGaugeData(points))));
        histograms.forEach((family, points) -> metrics.add(metric(
                family, MetricDataType.EXPONENTIAL_HISTOGRAM, ExponentialHistogramData.create(CUMULATIVE, points))));
        return metrics;
    }

    private MetricData metric(Family family, MetricDataType type, Data<?> data) {
        return new OtlpMetric(OtlpName.of(naming.metric(family)), family.help(), type, data);
    }
}
