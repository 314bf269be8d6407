package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.FailureConfig.Type;

class EngineNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"8b-h100", "70b-8xh100", "405b-8xh100-fp8", "3b-l40s"})
    void everyPresetIsAWholeEngine(String preset) throws IOException {
        EngineConfig engine = engine("preset: " + preset);

        assertThat(engine.mode()).isEqualTo(EngineConfig.Mode.BATCHING);
        assertThat(engine.stepMillis()).isPositive();
        assertThat(engine.kvTokens()).isPositive();
        assertThat(engine.prefixCache().isOn()).isTrue();
        assertThat(engine.accelerator().name()).startsWith("NVIDIA");
    }

    @Test
    void whatStandsBesideAPresetWins() throws IOException {
        EngineConfig engine = engine("preset: 8b-h100\n      chunkTokens: 512\n      accelerator: {count: 2}");

        assertThat(engine.chunkTokens()).isEqualTo(512);
        assertThat(engine.stepMillis()).isEqualTo(6.5);
        assertThat(engine.accelerator().count()).isEqualTo(2);
        assertThat(engine.accelerator().memoryMib()).isEqualTo(81_559);
    }

    @Test
    void readsTheNamesOfLlmdsSimulatorWithItsDefaults() throws IOException {
        EngineConfig engine = engine("""
                max-num-seqs: 4
                      latencies:
                        inter-token-latency: 15ms
                        inter-token-latency-std-dev: 2ms
                        prefill-overhead: 20ms
                        prefill-time-per-token: 230us
                        prefill-time-std-dev: 3ms
                        kv-cache-transfer-time-per-token: 12us
                      time-factor-under-load: 1.5
                      failure-injection-rate: 10
                      failure-types: [rate_limit, server_error]
                      startup-duration: 1m30s""");

        assertThat(engine.mode()).isEqualTo(EngineConfig.Mode.FIXED);
        assertThat(engine.maxSequences()).isEqualTo(4);
        assertThat(engine.ttftMillis()).isZero();
        assertThat(engine.interTokenMillis()).isEqualTo(15);
        assertThat(engine.schedule().interTokenStdDevMillis()).isEqualTo(2);
        assertThat(engine.schedule().prefillOverheadMillis()).isEqualTo(20);
        assertThat(engine.schedule().prefillPerTokenMillis()).isEqualTo(0.23);
        assertThat(engine.schedule().transferPerTokenMillis()).isEqualTo(0.012);
        assertThat(engine.timeFactorUnderLoad()).isEqualTo(1.5);
        assertThat(engine.jitter()).isZero();
        assertThat(engine.failures().percent()).isEqualTo(10);
        assertThat(engine.failures().types()).containsExactly(Type.RATE_LIMIT, Type.SERVER_ERROR);
        assertThat(engine.startupMillis()).isEqualTo(90_000);
    }

    @Test
    void keepsTheCalculatorThatWasChosen() throws IOException {
        EngineConfig engine =
                engine("latency-calculator: per-token\n      time-to-first-token: 500\n      prefill-overhead: 20\n"
                        + "      kvcache: {enable-kvcache: true, block-size: 32, kv-cache-size: 100}");

        assertThat(engine.ttftMillis()).isZero();
        assertThat(engine.schedule().prefillOverheadMillis()).isEqualTo(20);
        assertThat(engine.prefixCache().blockTokens()).isEqualTo(32);
        assertThat(engine.kvTokens()).isEqualTo(3_200);
    }

    @Test
    void saysWhatIsWrongWithATimeAndWhichPresetsThereAre() {
        assertThatThrownBy(() -> engine("time-to-first-token: soon"))
                .hasMessageContaining("engine.time-to-first-token: 'soon' is no time; write for example 250ms")
                .hasMessageContaining("sim.yaml");
        assertThatThrownBy(() -> engine("preset: a100"))
                .hasMessageContaining("there is no 'a100'; there are 8b-h100, 70b-8xh100");
    }

    @Test
    void stillNamesAKeyThatIsUnknownWithItsLine() {
        assertThatThrownBy(() -> engine("preset: 8b-h100\n      chunkTokns: 512"))
                .hasMessageContaining("sim.yaml:5")
                .hasMessageContaining("did you mean 'chunkTokens'?");
    }

    private EngineConfig engine(String lines) throws IOException {
        Path file = folder.resolve("sim.yaml");
        Files.writeString(file, "models:\n  mine:\n    engine:\n      " + lines + "\n");
        return SimulatorConfig.load(file).models().get("mine").engine();
    }
}
