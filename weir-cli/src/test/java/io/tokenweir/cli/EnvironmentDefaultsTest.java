package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnvironmentDefaultsTest {
    @Test
    void namesTheVariableOfAnOption() {
        assertThat(EnvironmentDefaults.variable("--bootstrap-servers")).isEqualTo("WEIR_BOOTSTRAP_SERVERS");
    }
}
