package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ProtobufExpositionTest {
    private static final Labels LABELS = Labels.NONE.with("run_id", "r1");

    @Test
    void tellsACounterWithHelpUnitLabelsAndStart() {
        Map<Integer, List<Object>> family =
                only(Exposed.since(Point.of(Family.RUN_OUTPUT_TOKENS, LABELS, 3.5), 1_700_000_000_250L));

        assertThat(text(family.get(1))).isEqualTo("weir_run_output_tokens_total");
        assertThat(text(family.get(2))).isEqualTo(Family.RUN_OUTPUT_TOKENS.help());
        assertThat(family.get(3)).containsExactly(0L);
        assertThat(text(family.get(5))).isEqualTo("tokens");
        Map<Integer, List<Object>> metric = message(family.get(4));
        assertThat(text(message(metric.get(1)).get(1))).isEqualTo("run_id");
        assertThat(text(message(metric.get(1)).get(2))).isEqualTo("r1");
        Map<Integer, List<Object>> counter = message(metric.get(3));
        assertThat(counter.get(1)).containsExactly(3.5);
        Map<Integer, List<Object>> start = message(counter.get(3));
        assertThat(start.get(1)).containsExactly(1_700_000_000L);
        assertThat(start.get(2)).containsExactly(250_000_000L);
    }

    @Test
    void tellsEveryBucketOfAHistogramAsItWasMeasured() {
        Buckets buckets = new Buckets(6, new int[] {-3, -2, 5}, new long[] {2, 3, 4}, 1, 10, 7_000_000_000L);

        Map<Integer, List<Object>> histogram = message(
                message(only(Exposed.of(Point.of(Family.TTFT, LABELS, buckets))).get(4))
                        .get(7));

        assertThat(histogram.get(1)).containsExactly(10L);
        assertThat(histogram.get(2)).containsExactly(7.0);
        assertThat(ProtoReader.signed(histogram.get(5).get(0))).isEqualTo(6);
        assertThat(histogram.get(7)).containsExactly(1L);
        List<String> spans = new ArrayList<>();
        for (Object span : histogram.get(12)) {
            Map<Integer, List<Object>> fields = ProtoReader.read((byte[]) span);
            spans.add(ProtoReader.signed(fields.get(1).get(0)) + "+"
                    + fields.get(2).get(0));
        }
        assertThat(spans).containsExactly("-3+2", "6+1");
        assertThat(ProtoReader.packedSint64(histogram.get(13).get(0))).containsExactly(2L, 1L, 1L);
    }

    @Test
    void makesAnEmptyHistogramANativeOneToo() {
        Buckets empty = new Buckets(6, new int[0], new long[0], 0, 0, 0);

        Map<Integer, List<Object>> histogram = message(
                message(only(Exposed.of(Point.of(Family.TTFT, LABELS, empty))).get(4))
                        .get(7));

        assertThat((Double) histogram.get(6).get(0)).isPositive().isLessThan(1e-9);
    }

    @Test
    void tellsReadyMadeQuantilesWithoutACountThatNobodyMeasured() {
        Map<Integer, List<Object>> family =
                only(Exposed.of(Point.of(Family.WINDOW_TTFT, LABELS.with("quantile", "0.5"), 0.02)));

        assertThat(family.get(3)).containsExactly(1L);
        assertThat(message(message(family.get(4)).get(2)).get(1)).containsExactly(0.02);
    }

    private static Map<Integer, List<Object>> only(Map<Family, List<Kept>> families) {
        List<Map<Integer, List<Object>>> messages =
                ProtoReader.delimited(ProtobufExposition.of(families, MetricNaming.PROMETHEUS));
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    private static Map<Integer, List<Object>> message(List<Object> values) {
        assertThat(values).hasSize(1);
        return ProtoReader.read((byte[]) values.get(0));
    }

    private static String text(List<Object> values) {
        assertThat(values).hasSize(1);
        return new String((byte[]) values.get(0), StandardCharsets.UTF_8);
    }
}
