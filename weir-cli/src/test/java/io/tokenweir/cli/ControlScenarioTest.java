package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.ReactionSpec;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;

class ControlScenarioTest {
    @Test
    void retriesAtOnceAndKeepsEverythingElse() {
        String text = """
                name: edge
                seed: 7
                target: {model: m}
                scenarios:
                  users:
                    executor: constant-vus
                    vus: 3
                    duration: 1s
                    maxTokens: 8
                    reaction: {retry: obey, fallBack: {model: small}, shed: {}}
                expect: {path: fallback}
                """;

        ScenarioFile control = ScenarioReader.parse("control", ControlScenario.naive("edge.yaml", text));

        ScenarioFile original = ScenarioReader.parse("edge.yaml", text);
        assertThat(control.scenarios().get("users").reaction()).isEqualTo(ReactionSpec.of(ReactionSpec.Retry.NAIVE));
        assertThat(control.scenarios().get("users").vus()).isEqualTo(3);
        assertThat(control.seed()).isEqualTo(original.seed());
        assertThat(control.expect()).isEqualTo(original.expect());
    }
}
