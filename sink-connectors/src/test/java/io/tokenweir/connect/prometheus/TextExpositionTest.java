package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class TextExpositionTest {
    private static final Labels LABELS = Labels.NONE.with("run_id", "r1");

    @Test
    void explainsAMetricBeforeItsValues() {
        assertThat(text(Point.of(Family.RUN_COST, LABELS, 3))).isEqualTo("""
                        # HELP weir_run_cost_total Cost of the run's attempts in the currency of its price book.
                        # TYPE weir_run_cost_total counter
                        weir_run_cost_total{run_id="r1"} 3
                        """);
    }

    @Test
    void escapesLabelValues() {
        assertThat(text(Point.of(Family.RUN_COST, Labels.NONE.with("run_id", "a\"b\\c\nd"), 1)))
                .contains("{run_id=\"a\\\"b\\\\c\\nd\"} 1\n");
    }

    @Test
    void printsEveryDoubleSoThatItParsesToTheSame() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                assertThat(Double.parseDouble(TextLines.number(value))).isEqualTo(value);
            }
        }
        assertThat(Double.parseDouble(TextLines.number(123_456_789_012_345L / 1e12)))
                .isEqualTo(123_456_789_012_345L / 1e12);
        assertThat(TextLines.number(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void countsEveryDurationIntoPowerOfTwoBuckets() {
        // 1 zero, 2 in (1/2, 1] s at its upper bound, 3 just above 1 s, 4 beyond the last edge
        Buckets buckets = new Buckets(6, new int[] {0, 1, 1000}, new long[] {2, 3, 4}, 1, 10, 7_000_000_000L);

        String text = text(Point.of(Family.TTFT, LABELS, buckets));

        assertThat(text)
                .contains("# TYPE weir_ttft_seconds histogram\n")
                .contains("weir_ttft_seconds_bucket{le=\"0.5\",run_id=\"r1\"} 1\n")
                .contains("weir_ttft_seconds_bucket{le=\"1\",run_id=\"r1\"} 3\n")
                .contains("weir_ttft_seconds_bucket{le=\"2\",run_id=\"r1\"} 6\n")
                .contains("weir_ttft_seconds_bucket{le=\"1024\",run_id=\"r1\"} 6\n")
                .contains("weir_ttft_seconds_bucket{le=\"+Inf\",run_id=\"r1\"} 10\n")
                .contains("weir_ttft_seconds_sum{run_id=\"r1\"} 7\n")
                .contains("weir_ttft_seconds_count{run_id=\"r1\"} 10\n");
    }

    private static String text(Point point) {
        return TextExposition.of(Exposed.of(point), MetricNaming.PROMETHEUS);
    }
}
