package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.simulator.config.LimitConfig;

class SimulatorConfigTest {
    @TempDir
    Path folder;

    @Test
    void laysAFileOverTheDefaultsKeyByKey() throws IOException {
        SimulatorConfig config =
                load("models:\n  sim-large:\n    limits: {requestsPerMinute: 7, scope: organisation}\n");

        LimitConfig limits = config.models().get("sim-large").limits();
        LimitConfig defaults =
                SimulatorConfig.defaults().models().get("sim-large").limits();
        assertThat(limits).isEqualTo(defaults.with(LimitConfig.Scope.ORGANISATION, 7, defaults.tokensPerMinute(), 0));
        assertThat(config.models()).containsKey("sim-small");
    }

    @Test
    void aNewModelNamesOnlyWhatDiffersFromTheLargeOne() throws IOException {
        SimulatorConfig config = load("models:\n  mine:\n    engine: {stepMillis: 5}\n");

        assertThat(config.models().get("mine").engine().stepMillis()).isEqualTo(5);
        assertThat(config.models().get("mine").snapshot()).isEqualTo("mine");
        assertThat(config.models().get("mine").limits())
                .isEqualTo(SimulatorConfig.defaults().models().get("sim-large").limits());
    }

    @Test
    void saysWhereAnUnknownKeyIsAndWhichWasMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("seed: 3\nquota:\n  token: 5\n"))
                .withMessageContaining("sim.yaml:3: unknown key 'quota.token'")
                .withMessageContaining("did you mean 'tokens'");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimulatorConfig.load(folder.resolve("none.yaml")))
                .withMessageContaining("There is no simulator configuration at");
    }

    @Test
    void refusesLimitsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load("models:\n  sim-large:\n    limits: {requestsPerMinute: -1}\n"))
                .withMessageContaining("sim.yaml:3: models.sim-large.limits: requestsPerMinute");
    }

    private SimulatorConfig load(String yaml) throws IOException {
        return SimulatorConfig.load(Files.writeString(folder.resolve("sim.yaml"), yaml));
    }
}
