package io.tokenweir.load.react;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.events.Decision;
import io.tokenweir.events.DecisionKind;
import io.tokenweir.protocol.outcome.Outcome;

class ScenarioControlsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {
                "OVERLOAD",
                "SERVER_ERROR",
                "CONNECT_FAILED",
                "RESET",
                "CLIENT_TIMEOUT",
                "STREAM_ERROR",
                "TRUNCATED"
            })
    void theCircuitOpensWhenATargetFailsBeforeOrInItsAnswer(Outcome outcome) throws IOException {
        Decision decided = endedWith(outcome);
        assertThat(decided).isNotNull();
        assertThat(decided.getKind()).isEqualTo(DecisionKind.CIRCUIT_OPENED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"OK", "RATE_REQUESTS", "QUOTA", "BAD_REQUEST", "CLIENT_CANCELLED"})
    void theCircuitStaysClosedWhenATargetAnswersOrRefuses(Outcome outcome) throws IOException {
        assertThat(endedWith(outcome)).isNull();
    }

    private Decision endedWith(Outcome outcome) throws IOException {
        Path file = Files.writeString(folder.resolve("breaker.yaml"), """
                name: breaker
                target: {url: "http://127.0.0.1:1/v1", model: m}
                scenarios:
                  main:
                    executor: constant-vus
                    vus: 1
                    duration: 1s
                    maxTokens: 1
                    reaction: {circuitBreaker: {failureRate: 0.5, minAttempts: 1, window: 10s, openFor: 5s}}
                """);
        ScenarioControls controls = new ScenarioControls(
                ScenarioReader.read(file).scenarios().get("main").reaction());
        return controls.ended("m", controls.permit("m", 0), outcome, 1);
    }
}
