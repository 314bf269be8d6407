package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpNameTest {
    @ParameterizedTest
    @CsvSource({
        "weir_ttft_intended_seconds, weir.ttft_intended, s",
        "weir_run_output_tokens_total, weir.run_output_tokens, ''",
        "weir_system_gpu_band_seconds_total, weir.system_gpu_band, s",
        "weir_system_memory_used_bytes, weir.system_memory_used, By",
        "weir_system_cpu_utilisation_ratio, weir.system_cpu_utilisation, 1",
        "weir_in_flight, weir.in_flight, ''",
        "gen_ai_client_operation_duration_seconds, gen_ai.client.operation.duration, s",
    })
    void theUnitStandsBesideTheName(String metric, String name, String unit) {
        assertThat(OtlpName.of(metric)).isEqualTo(new OtlpName(name, unit));
    }

    /** By the rules of Prometheus' OTLP receiver: dots become underscores, then come the unit and, of a counter, _total. */
    @ParameterizedTest
    @EnumSource(Family.class)
    void prometheusMakesItsOwnNameOfItAgain(Family family) {
        OtlpName otlp = OtlpName.of(family.metric());
        String unit = switch (otlp.unit()) {
            case "s" -> "_seconds";
            case "By" -> "_bytes";
            case "1" -> "_ratio";
            case "W" -> "_watts";
            default -> "";
        };
        String total = family.type() == Family.Type.COUNTER ? "_total" : "";

        assertThat(otlp.name().replace('.', '_') + unit + total).isEqualTo(family.metric());
    }
}
