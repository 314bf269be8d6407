package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.tokenweir.common.scenario.LoadSpec;
import io.tokenweir.common.scenario.ScenarioReader;

class LoopScenarioTest {
    private static final String TRACE = "executor: trace-replay\n    duration: 10s\n    trace: {file: t.csv}\n";
    private static final String RATE =
            "executor: poisson-arrival-rate\n    rate: 5\n    duration: 10s\n    maxVUs: 9\n    maxTokens: 8\n";

    @Test
    void beginsATraceAgainAtItsEndForAsLongAsIsSaid() {
        LoadSpec load = looped(TRACE, Duration.ofHours(3));

        assertThat(load.trace().loop()).isTrue();
        assertThat(load.duration()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void letsATraceGoOnWithoutEnd() {
        assertThat(looped(TRACE, null).duration()).isNull();
    }

    @Test
    void keepsARateUpForAsLongAsIsSaid() {
        assertThat(looped(RATE, Duration.ofDays(2)).duration()).isEqualTo(Duration.ofDays(2));
        assertThat(looped(RATE, null).duration()).isGreaterThan(Duration.ofDays(3_000));
    }

    @Test
    void refusesALoadThatEndsByItself() {
        String stages = "executor: ramping-vus\n    stages: [{duration: 1s, target: 3}]\n    maxTokens: 8\n";

        assertThatThrownBy(() -> looped(stages, null))
                .hasMessage("s.yaml: scenario 'main' ends by itself (ramping-vus); --loop goes on with traces, constant"
                        + " users and constant rates.");
    }

    private static LoadSpec looped(String load, Duration length) {
        String text = "name: t\ntarget: {model: m, url: 'http://127.0.0.1:1/v1'}\nscenarios:\n  main:\n    " + load;
        return ScenarioReader.parse("s.yaml", LoopScenario.write("s.yaml", text, length))
                .scenarios()
                .get("main");
    }
}
