package io.tokenweir.common.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetTest {
    @Test
    void climbsToASpikeOfUsersAndDownAgain() {
        LoadSpec load = load("preset: spike, vus: 200");
        assertThat(load.executor()).isEqualTo(Executor.RAMPING_VUS);
        assertThat(load.startVUs()).isZero();
        assertThat(load.stages())
                .isEqualTo(List.of(
                        new StageSpec("spike", Duration.ofMinutes(2), 200),
                        new StageSpec("descend", Duration.ofMinutes(1), 0)));
    }

    @Test
    void raisesARateToTheBreakpointWithUsersForTenSeconds() {
        LoadSpec load = load("preset: breakpoint, rate: 50");
        assertThat(load.executor()).isEqualTo(Executor.RAMPING_ARRIVAL_RATE);
        assertThat(load.startRate()).isZero();
        assertThat(load.maxVUs()).isEqualTo(500);
        assertThat(load.stages()).isEqualTo(List.of(new StageSpec("climb", Duration.ofHours(2), 50)));
    }

    @Test
    void keepsASmokeTestLevel() {
        assertThat(load("preset: smoke, vus: 3").startVUs()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void fitsEveryShapeIntoTheDurationGiven(Preset preset) {
        LoadSpec load = load("preset: " + preset.text() + ", vus: 10, duration: 80s");
        assertThat(load.stages().stream().map(StageSpec::duration).reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofNanos(79_999_999_990L), Duration.ofNanos(80_000_000_010L));
        assertThat(load.stages()).extracting(StageSpec::target).contains(10.0);
    }

    @Test
    void asksForThePeak() {
        assertThatThrownBy(() -> load("preset: soak"))
                .hasMessageContaining("'preset: soak' needs its peak, above 0: either 'vus' or 'rate'");
    }

    @Test
    void refusesAnExecutorBesideIt() {
        assertThatThrownBy(() -> load("preset: soak, vus: 3, executor: constant-vus"))
                .hasMessageContaining("brings its own executor and stages");
    }

    @Test
    void namesThePresetsThereAre() {
        assertThatThrownBy(() -> load("preset: spyke, vus: 3"))
                .hasMessageContaining("known are smoke, average, stress, spike, soak, breakpoint");
    }

    private static LoadSpec load(String keys) {
        String yaml = "name: a\ntarget: {model: m}\nscenarios:\n  main: {" + keys + ", maxTokens: 8}\n";
        return ScenarioReader.parse("a.yaml", yaml).scenarios().get("main");
    }
}
