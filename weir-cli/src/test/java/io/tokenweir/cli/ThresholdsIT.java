package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.threshold.ThresholdResult;
import io.tokenweir.common.threshold.ThresholdResult.Status;
import io.tokenweir.load.summary.RunSummary;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;

/** The quick form against thresholds, by its exit code and what it leaves; on counts, which no busy machine changes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ThresholdsIT {
    private static SimulatedProvider provider;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        provider = SimulatedProvider.start(
                SimulatorConfig.builder().acceptAnyKey(true).build());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void whatHoldsIsExitCodeZero() {
        assertThat(run("2s", "--threshold", "failed:rate<1%", "--threshold", "achieved:count>0"))
                .isEqualTo(ExitCode.PASSED);
        assertThat(summary().thresholds())
                .extracting(ThresholdResult::status)
                .containsExactly(Status.PASSED, Status.PASSED);
    }

    @Test
    void whatDoesNotHoldIsExitCodeNinetyNineAndAFailedTestCase() throws IOException {
        Path junit = folder.resolve("ci/thresholds.xml");

        assertThat(run("2s", "--threshold", "answered{scenario:quick}:rate<0.5", "--junit", junit.toString()))
                .isEqualTo(ExitCode.THRESHOLD_FAILED);
        assertThat(Files.readString(junit)).contains("failures=\"1\"").contains("measured 1, bound 0.5");
    }

    @Test
    void whatWasNotMeasuredDoesNotPass() {
        assertThat(run("2s", "--threshold", "cost:value<1")).isEqualTo(ExitCode.THRESHOLD_FAILED);
        assertThat(summary().thresholds().get(0).status()).isEqualTo(Status.NOT_MEASURED);
    }

    @Test
    void aThresholdThatFailsEndsTheRunWhenItIsToldTo() {
        assertThat(run("60s", "--threshold", "achieved:count<3", "--abort-on-fail", "--abort-delay", "1s"))
                .isEqualTo(ExitCode.THRESHOLD_FAILED);
        assertThat(summary().span().cutShort()).startsWith("threshold 'achieved: count<3' failed at second ");
        assertThat(summary().thresholds().get(0).abortedAtSecond()).isLessThan(60);
        assertThat(summary().requests().byOutcome()).doesNotContainKey("CLIENT_CANCELLED");
    }

    @Test
    void aMetricThatIsNotKnownIsWrongUsage() {
        assertThat(run("2s", "--threshold", "tftt:p(99)<1")).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("out.json")).doesNotExist();
    }

    private int run(String duration, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--target", provider.apiUrl(), "--model", "sim-large"));
        arguments.addAll(List.of("--vus", "3", "--max-tokens", "4", "--duration", duration));
        arguments.addAll(List.of("--summary", folder.resolve("out.json").toString()));
        arguments.addAll(List.of(more));
        return Main.execute(arguments.toArray(String[]::new));
    }

    private RunSummary summary() {
        return SummaryFile.read(folder.resolve("out.json")).orElseThrow();
    }
}
