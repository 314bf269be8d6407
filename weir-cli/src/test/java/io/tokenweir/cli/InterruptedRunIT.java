package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is ended while load is on still leaves its report, and says what it is. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InterruptedRunIT {
    private static final Pattern LIVE_LINE = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d .*/s ", Pattern.MULTILINE);
    private static final String SCENARIO = """
            name: ten minutes
            seed: 7
            target: {api: openai-chat, provider: openai, model: sim-large}
            accounts: {batch: ten, count: 3, retire: end, mailbox: {kind: mailpit}}
            scenarios:
              steady:
                executor: constant-vus
                vus: 3
                duration: 10m
                prompt: {tokens: 60, distinct: 8}
                maxTokens: 24
                thinkTime: 100ms
            """;

    @Test
    void writesItsReportAndSaysThatItWasCutShort(@TempDir Path folder) throws IOException, InterruptedException {
        Path scenario = Files.writeString(folder.resolve("ten.yaml"), SCENARIO);
        try (WeirProcess demo =
                WeirProcess.start(folder, Map.of(), List.of("demo", "--scenario", scenario.toString()))) {
            demo.awaitLine(LIVE_LINE, Duration.ofSeconds(90));

            demo.askToEnd();

            assertThat(demo.exitCode(Duration.ofSeconds(60))).as(demo.output()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(demo.output()).doesNotContain("Exception").contains("3 accounts retired, their keys revoked.");
        }
        RunFolder run = RunFolder.find(folder.resolve("runs"), "last");
        assertThat(RunFacts.read(run).state()).isEqualTo("cut-short");
        assertThat(run.path().resolve("runbook.md")).content().contains("The run was cut short");
        assertThat(ProcessHandle.of(MeterResult.read(run).orElseThrow().pid()))
                .as("the meter's process has ended")
                .isEmpty();
    }
}
