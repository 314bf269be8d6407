package io.tokenweir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.simulator.config.LimitConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.ModelConfig;

/**
 * The vendors' own SDKs, newest from their registries, against a running provider: {@code ./mvnw verify -Psdk -pl
 * provider-simulator -am}. The checks themselves are scripts in {@code src/test/resources/sdk}.
 */
@Tag("sdk")
class SdkIT {
    private static final String KEY = "sk-sim-of-the-sdk-suite-0001";
    private static final Path SCRIPTS = Path.of("src/test/resources/sdk").toAbsolutePath();
    private static final Path WORK = Path.of("target/sdk").toAbsolutePath();
    private static SimulatedProvider provider;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(WORK);
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .mail(MailConfig.immediate())
                .keys(List.of(KEY))
                .model("quick", ModelConfig.fixed("quick-2026-11-01", 1, 0))
                .model(
                        "thirty",
                        ModelConfig.fixed("thirty-2026-11-01", 1, 0)
                                .withLimits(LimitConfig.unlimited().with(LimitConfig.Scope.KEY, 30, 0, 0)))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai_checks.py", "anthropic_checks.py"})
    void satisfiesThePythonPackages(String script) throws IOException, InterruptedException {
        Path environment = WORK.resolve("venv");
        Path python = environment.resolve("bin/python");
        if (!Files.exists(environment.resolve("complete"))) {
            assumeTrue(
                    runs(List.of("python3", "-m", "venv", environment.toString())),
                    "There is no python3 that can make an environment here; the Python SDKs were not tried.");
            Said installed = Said.by(
                    WORK, List.of(python.toString(), "-m", "pip", "install", "-q", "openai", "anthropic", "pydantic"));
            assertThat(installed.exitCode()).as(installed.text()).isZero();
            Files.createFile(environment.resolve("complete"));
        }

        Said said = Said.by(SCRIPTS, List.of(python.toString(), "-B", script));

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.passed()).as(said.text()).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai_checks.mjs", "anthropic_checks.mjs"})
    void satisfiesTheNodePackages(String script) throws IOException, InterruptedException {
        assumeTrue(
                runs(List.of("node", "--version")) && runs(List.of("npm", "--version")),
                "There is no node with npm here; the Node SDKs were not tried.");
        if (!Files.exists(WORK.resolve("complete"))) {
            Files.writeString(WORK.resolve("package.json"), "{\"private\":true}");
            Said installed =
                    Said.by(WORK, List.of("npm", "install", "--silent", "--no-fund", "openai", "@anthropic-ai/sdk"));
            assertThat(installed.exitCode()).as(installed.text()).isZero();
            Files.createFile(WORK.resolve("complete"));
        }
        for (String file : List.of("checks.mjs", script)) {
            Files.write(WORK.resolve(file), Files.readAllBytes(SCRIPTS.resolve(file)));
        }

        Said said = Said.by(WORK, List.of("node", script));

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.passed()).as(said.text()).isGreaterThan(5);
    }

    private static boolean runs(List<String> command) throws InterruptedException {
        try {
            return Said.by(WORK, command).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What a command said, errors included, and how it ended. */
    private record Said(int exitCode, String text) {
        static Said by(Path folder, List<String> command) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(Map.of("PROVIDER", provider.portalUrl(), "PROVIDER_KEY", KEY));
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        }

        long passed() {
            return text.lines().filter(line -> line.startsWith("PASS ")).count();
        }
    }
}
