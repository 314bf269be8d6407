package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RunFactsTest {
    private static final long PID = 4711;

    @Test
    void aRunWhoseProcessIsGoneWithoutAWordWasKilled() {
        assertThat(facts("running").stateNow(pid -> false)).isEqualTo("killed");
    }

    @Test
    void aRunWhoseProcessLivesIsRunning() {
        assertThat(facts("running").stateNow(pid -> pid == PID)).isEqualTo("running");
    }

    @Test
    void aRunThatSaidHowItEndedStaysSo() {
        assertThat(facts("cut-short").stateNow(pid -> false)).isEqualTo("cut-short");
    }

    private static RunFacts facts(String state) {
        return new RunFacts("run", "demo", 1, state, List.of(), "0", "17", PID, 0, 0, null, null, "", 1, null, null);
    }
}
