package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.tokenweir.connect.prometheus.TimedSamples.Placed;

class WriteRequestTest {
    private static final Labels LABELS = Labels.NONE
            .with("run_id", "r1")
            .with("model", "m")
            .with("a", "first")
            .with("empty", "");
    private static final Buckets BUCKETS =
            new Buckets(6, new int[] {-130, -129, -64, 5}, new long[] {3, 1, 7, 2}, 4, 17, 2_500_000_000L);

    @Test
    void sortsLabelsWithTheNameFirstAndLeavesOutEmptyOnes() {
        Map<Integer, List<Object>> series = only(samples(10, Point.of(Family.COST, LABELS, 1.5), 6));

        assertThat(labels(series).entrySet())
                .extracting(Map.Entry::toString)
                .containsExactly("__name__=weir_cost_total", "a=first", "model=m", "run_id=r1");
    }

    @Test
    void writesASampleWithItsExactDoubleAndTime() {
        Map<Integer, List<Object>> series = only(samples(1_700_000_000_123L, Point.of(Family.COST, LABELS, 0.1), 6));

        Map<Integer, List<Object>> sample =
                ProtoReader.read((byte[]) series.get(2).get(0));
        assertThat(sample.get(1)).containsExactly(0.1);
        assertThat(sample.get(2)).containsExactly(1_700_000_000_123L);
    }

    @Test
    void gathersTheSamplesOfOneSeriesInOrder() {
        List<Placed> samples = new ArrayList<>(samples(1000, Point.of(Family.COST, LABELS, 1), 6));
        samples.addAll(samples(2000, Point.of(Family.COST, LABELS, 2), 6));

        Map<Integer, List<Object>> series = only(samples);

        assertThat(series.get(2))
                .extracting(sample -> ProtoReader.read((byte[]) sample).get(1).get(0))
                .containsExactly(1.0, 2.0);
    }

    @Test
    void putsOurBucketsIntoANativeHistogramUnchanged() {
        Map<Integer, List<Object>> series = only(samples(1000, Point.of(Family.TTFT, LABELS, BUCKETS), 6));

        Map<Integer, List<Object>> histogram =
                ProtoReader.read((byte[]) series.get(4).get(0));
        assertThat(histogram.get(1)).containsExactly(17L);
        assertThat(histogram.get(3)).containsExactly(2.5);
        assertThat(ProtoReader.signed(histogram.get(4).get(0))).isEqualTo(6);
        assertThat(histogram.get(6)).containsExactly(4L);
        assertThat(histogram.get(11)).extracting(WriteRequestTest::span).containsExactly("-130+2", "64+1", "68+1");
        assertThat(ProtoReader.packedSint64(histogram.get(12).get(0))).containsExactly(3L, -2L, 6L, -5L);
        assertThat(histogram.get(15)).containsExactly(1000L);
    }

    @Test
    void lowersTheResolutionWithoutLosingACount() {
        Map<Integer, List<Object>> series = only(samples(1000, Point.of(Family.TTFT, LABELS, BUCKETS), 0));

        Map<Integer, List<Object>> histogram =
                ProtoReader.read((byte[]) series.get(4).get(0));
        // 2^(-130/64) and 2^(-129/64) lie in (1/8, 1/4], index -2; 2^(-64/64) in (1/4, 1/2], -1; 2^(5/64) in (1, 2], 1
        assertThat(histogram.get(11)).extracting(WriteRequestTest::span).containsExactly("-2+2", "1+1");
        assertThat(ProtoReader.packedSint64(histogram.get(12).get(0))).containsExactly(4L, 3L, -5L);
    }

    private static List<Placed> samples(long timestamp, Point point, int schema) {
        List<Sample> samples =
                new Sampler(MetricNaming.PROMETHEUS, Sampler.Form.NATIVE, schema).samples(List.of(point), Map.of());
        TimedSamples row = new TimedSamples(null, timestamp, 0, samples);
        return samples.stream().map(sample -> new Placed(row, sample)).toList();
    }

    private static Map<Integer, List<Object>> only(List<Placed> samples) {
        List<Object> series =
                ProtoReader.read(WriteRequest.encode(samples, Map.of())).get(1);
        assertThat(series).hasSize(1);
        return ProtoReader.read((byte[]) series.get(0));
    }

    private static Map<String, String> labels(Map<Integer, List<Object>> series) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Object label : series.get(1)) {
            Map<Integer, List<Object>> pair = ProtoReader.read((byte[]) label);
            labels.put(text(pair.get(1).get(0)), text(pair.get(2).get(0)));
        }
        return labels;
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static String span(Object bytes) {
        Map<Integer, List<Object>> span = ProtoReader.read((byte[]) bytes);
        return ProtoReader.signed(span.get(1).get(0)) + "+" + span.get(2).get(0);
    }
}
