package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class OtlpSettingsTest {
    @Test
    void anEndpointWithoutAPathGetsTheStandardsOne() {
        assertThat(OtlpSettings.endpoint("http://collector:4318")).isEqualTo("http://collector:4318/v1/metrics");
        assertThat(OtlpSettings.endpoint("https://collector/")).isEqualTo("https://collector/v1/metrics");
    }

    @Test
    void aPathIsTakenAsItIs() {
        assertThat(OtlpSettings.endpoint("http://prometheus:9090/api/v1/otlp/v1/metrics"))
                .isEqualTo("http://prometheus:9090/api/v1/otlp/v1/metrics");
    }

    @Test
    void whatIsNoUrlIsRefused() {
        assertThatThrownBy(() -> OtlpSettings.endpoint("collector:4318"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("write it like http://collector:4318");
    }

    @Test
    void aWrongHeaderIsRefusedWithoutTellingIt() {
        assertThatThrownBy(() -> OtlpSettings.headers("secret"))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("secret");
    }
}
