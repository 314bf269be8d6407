package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;

/** Ctrl-C in the quick form ends an hour's load in an orderly way: what was measured until then is told and kept. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class QuickFormInterruptIT {
    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final Pattern ANSWERS_CAME =
            Pattern.compile("^ +\\d+ s +[\\d.]+/s due +[1-9][\\d.]*/s ended", Pattern.MULTILINE);
    private static final long SIGINT_IN_MASK = 1 << 1;

    @TempDir
    private Path folder;

    @Test
    void writesTheSummaryOfWhatWasMeasuredAndSaysThatItWasInterrupted() throws Exception {
        assumeFalse(ignoresInterrupts(), "a process that was started with Ctrl-C switched off hands that on");
        Path file = folder.resolve("out.json");
        try (SimulatedProvider provider =
                        SimulatedProvider.start(SimulatorConfig.builder().build());
                WeirProcess run = WeirProcess.start(folder, Map.of(), quickForm(provider, file))) {
            run.awaitLine(ANSWERS_CAME, A_WHILE);

            run.pressControlC();

            assertThat(run.exitCode(A_WHILE)).as(run.output()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(run.output())
                    .contains("The run was cut short: interrupted by the operator.")
                    .contains("requests  offered")
                    .doesNotContain("Exception");
        }
        JsonNode summary = new ObjectMapper().readTree(file.toFile());
        assertThat(summary.at("/span/cutShort").asText()).isEqualTo("interrupted by the operator");
        assertThat(summary.at("/span/seconds").asDouble()).isBetween(0.5, 90.0);
        assertThat(summary.at("/requests/answered").asLong()).isPositive();
        assertThat(summary.at("/latencies/ttft/n").asLong()).isPositive();
    }

    private static List<String> quickForm(SimulatedProvider provider, Path summary) {
        return List.of(
                "run",
                "--target",
                provider.apiUrl(),
                "--model",
                "sim-large",
                "--vus",
                "2",
                "--duration",
                "1h",
                "--max-tokens",
                "4",
                "--summary",
                summary.toString());
    }

    /** As a shell has it of commands in the background. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .mapToLong(line -> Long.parseUnsignedLong(
                                line.substring("SigIgn:".length()).strip(), 16))
                        .anyMatch(mask -> (mask & SIGINT_IN_MASK) != 0);
    }
}
