package io.tokenweir.common.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class IterationRulesTest {
    @Test
    void startsFromK6sDefaults() {
        LoadSpec load = load("executor: shared-iterations");
        assertThat(load.vus()).isEqualTo(1);
        assertThat(load.iterations()).isEqualTo(1);
        assertThat(load.maxDuration()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void refusesADurationSinceIterationsEndTheLoad() {
        assertThatThrownBy(() -> load("executor: per-vu-iterations, iterations: 5, duration: 10s"))
                .hasMessageContaining("write 'maxDuration' instead of 'duration'");
    }

    @Test
    void refusesMoreUsersThanTheyHaveIterationsToShare() {
        assertThatThrownBy(() -> load("executor: shared-iterations, vus: 5, iterations: 3"))
                .hasMessageContaining("5 virtual users cannot share 3 iterations");
    }

    @Test
    void countsIterationsAgainstTheBudgetBeforeAnythingIsSent() {
        assertThatThrownBy(() -> ScenarioReader.parse(
                        "a.yaml",
                        "budget: {requests: 11}\n" + yaml("executor: per-vu-iterations, vus: 4, iterations: 3")))
                .hasMessageContaining("at least 12 requests would exceed its budget of 11 requests");
    }

    private static LoadSpec load(String keys) {
        return ScenarioReader.parse("a.yaml", yaml(keys)).scenarios().get("main");
    }

    private static String yaml(String keys) {
        return "name: a\ntarget: {model: m}\nscenarios:\n  main: {" + keys + ", maxTokens: 8}\n";
    }
}
