package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class MetricNamingTest {
    private static final Labels LABELS =
            Labels.NONE.with("run_id", "r").with("provider", "azure-openai").with("model", "m");

    @Test
    void keepsOurNamesByDefault() {
        Point point = Point.of(Family.TTFT, LABELS, 1);

        assertThat(MetricNaming.PROMETHEUS.rename(point)).isSameAs(point);
        assertThat(MetricNaming.PROMETHEUS.metric(Family.TTFT)).isEqualTo("weir_ttft_seconds");
    }

    @Test
    void callsLatenciesAndDimensionsAsTheGenAiConventionsDo() {
        assertThat(MetricNaming.OPENTELEMETRY.metric(Family.TTFT))
                .isEqualTo("gen_ai_client_operation_time_to_first_chunk_seconds");
        assertThat(MetricNaming.OPENTELEMETRY
                        .rename(Point.of(Family.TTFT, LABELS, 1))
                        .labels()
                        .pairs())
                .containsExactlyEntriesOf(new java.util.TreeMap<>(Map.of(
                        "gen_ai_operation_name", "chat",
                        "gen_ai_provider_name", "azure.ai.openai",
                        "gen_ai_request_model", "m",
                        "run_id", "r")));
    }

    @Test
    void keepsOurNameWhereTheConventionsHaveNone() {
        assertThat(MetricNaming.OPENTELEMETRY.metric(Family.COST)).isEqualTo("weir_cost_total");
        assertThat(MetricNaming.OPENTELEMETRY
                        .rename(Point.of(Family.COST, LABELS, 1))
                        .labels()
                        .pairs())
                .containsKey("gen_ai_request_model")
                .doesNotContainKey("gen_ai_operation_name");
    }

    @Test
    void readsTheUnitFromTheName() {
        assertThat(Family.TTFT.unit()).isEqualTo("seconds");
        assertThat(Family.OUTPUT_TOKENS.unit()).isEqualTo("tokens");
        assertThat(Family.SYSTEM_ACCELERATOR_TIME.unit()).isEqualTo("seconds");
        assertThat(Family.COST.unit()).isEmpty();
    }
}
