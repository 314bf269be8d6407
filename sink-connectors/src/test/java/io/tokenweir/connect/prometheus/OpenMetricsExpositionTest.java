package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class OpenMetricsExpositionTest {
    private static final Labels LABELS = Labels.NONE.with("run_id", "r1");

    @Test
    void namesAFamilyOfCountersWithoutItsSuffixAndTellsWhenItWasZero() {
        String text = text(Exposed.since(Point.of(Family.RUN_OUTPUT_TOKENS, LABELS, 3), 1_700_000_000_250L));

        assertThat(text).isEqualTo("""
                        # TYPE weir_run_output_tokens counter
                        # UNIT weir_run_output_tokens tokens
                        # HELP weir_run_output_tokens Output tokens of the run by the server's own usage figures.
                        weir_run_output_tokens_total{run_id="r1"} 3
                        weir_run_output_tokens_created{run_id="r1"} 1700000000.250
                        # EOF
                        """);
    }

    @Test
    void saysNothingOfAStartThatItDoesNotKnow() {
        assertThat(text(Exposed.of(Point.of(Family.RUN_COST, LABELS, 3))))
                .contains("weir_run_cost_total{run_id=\"r1\"} 3\n")
                .doesNotContain("_created");
    }

    @Test
    void writesTheEdgesOfHistogramsAsTheStandardWritesNumbers() {
        Buckets buckets = new Buckets(6, new int[] {0, 1, 1000}, new long[] {2, 3, 4}, 1, 10, 7_000_000_000L);

        String text = text(Exposed.since(Point.of(Family.TTFT, LABELS, buckets), 1_000));

        assertThat(text)
                .contains("# TYPE weir_ttft_seconds histogram\n# UNIT weir_ttft_seconds seconds\n")
                .contains("weir_ttft_seconds_bucket{le=\"1.0\",run_id=\"r1\"} 3\n")
                .contains("weir_ttft_seconds_bucket{le=\"1024.0\",run_id=\"r1\"} 6\n")
                .contains("weir_ttft_seconds_bucket{le=\"+Inf\",run_id=\"r1\"} 10\n")
                .contains("weir_ttft_seconds_count{run_id=\"r1\"} 10\n")
                .contains("weir_ttft_seconds_sum{run_id=\"r1\"} 7\n")
                .contains("weir_ttft_seconds_created{run_id=\"r1\"} 1.000\n");
    }

    @Test
    void isCompleteWithoutAnyValue() {
        assertThat(OpenMetricsExposition.of(Map.of(), MetricNaming.PROMETHEUS)).isEqualTo("# EOF\n");
    }

    private static String text(Map<Family, List<Kept>> families) {
        return OpenMetricsExposition.of(families, MetricNaming.PROMETHEUS);
    }
}
