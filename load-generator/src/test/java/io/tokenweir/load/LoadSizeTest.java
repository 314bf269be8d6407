package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.load.schedule.Share;

class LoadSizeTest {
    private static final long HEAP = 448L * 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void refusesMoreVirtualUsersThanMemoryHolds() {
        assertThatThrownBy(
                        () -> check("{executor: constant-vus, vus: 300000, duration: 1s, maxTokens: 1}", Share.WHOLE))
                .hasMessageStartingWith(
                        "The load wants 300000 virtual users in this process, more than its 448 MiB of memory hold");
        assertThatThrownBy(() -> check(
                        "{executor: ramping-vus, stages: [{duration: 1s, target: 1e12}], maxTokens: 1,"
                                + " fanOut: {calls: 9, parallelism: 9}}",
                        Share.WHOLE))
                .hasMessageContaining("virtual users");
    }

    @Test
    void refusesArrivalsThatNobodyCouldStart() {
        String rate = "{executor: constant-arrival-rate, rate: %s, duration: 1s, maxVUs: 9, maxTokens: 1}";
        assertThatThrownBy(() -> check(rate.formatted("1e9"), Share.WHOLE)).hasMessageContaining("requests per second");
    }

    @Test
    void letsThroughWhatInstancesShare() {
        assertThatCode(() ->
                        check("{executor: constant-vus, vus: 300000, duration: 1s, maxTokens: 1}", new Share(0, 10)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(
                        "{executor: constant-arrival-rate, rate: 5000, duration: 1s, maxVUs: 10000, maxTokens: 1}",
                        Share.WHOLE))
                .doesNotThrowAnyException();
    }

    private void check(String load, Share share) throws IOException {
        Path file = Files.writeString(
                folder.resolve("big.yaml"),
                "name: big\ntarget: {url: \"http://127.0.0.1:1/v1\", model: m}\nscenarios:\n  main: " + load + "\n");
        LoadSize.check(ScenarioReader.read(file), share, HEAP);
    }
}
