package io.tokenweir.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthLogTest {
    @TempDir
    Path folder;

    @Test
    void writesOneLinePerRecordWithoutBeingAsked() {
        Path file = folder.resolve("run/log.jsonl");
        try (TruthLog log = new TruthLog(file, 100)) {
            log.append(truth("a"));
            log.append(truth("b"));

            await().untilAsserted(() -> assertThat(Files.readAllLines(file)).hasSize(2));
        }
    }

    @Test
    void losesNothingOnClose() throws IOException {
        Path file = folder.resolve("log.jsonl");
        try (TruthLog log = new TruthLog(file, 100)) {
            for (int i = 0; i < 1000; i++) {
                log.append(truth("r" + i));
            }
        }
        assertThat(Files.readAllLines(file)).hasSize(1000).first().asString().contains("\"requestId\":\"r0\"");
    }

    @Test
    void showsTheNewestFromMemory() {
        try (TruthLog log = new TruthLog(null, 2)) {
            log.append(truth("oldest"));
            log.append(truth("old"));
            log.append(truth("new"));

            assertThat(new String(log.recentLines(1, all -> true)))
                    .contains("\"new\"")
                    .doesNotContain("\"old\"");
            assertThat(new String(log.recentLines(10, all -> true)))
                    .contains("\"old\"")
                    .doesNotContain("\"oldest\"");
        }
    }

    @Test
    void keepsTheNewestOfMoreLinesThanItsBlocksHold() {
        try (TruthLog log = new TruthLog(null, 700)) {
            for (int i = 0; i < 5_000; i++) {
                log.append(truth("r" + i));
            }

            String[] lines = new String(log.recentLines(10_000, all -> true)).split("\n");
            assertThat(lines).hasSize(700);
            assertThat(lines[0]).contains("\"r4300\"");
            assertThat(lines[699]).contains("\"r4999\"");
        }
    }

    @Test
    void tellsOfAChangedLimitBetweenTheRequests() {
        try (TruthLog log = new TruthLog(null, 10)) {
            log.append(new LimitTruth(7, "planned", null, "tokens", 1_000));

            assertThat(new String(log.recentLines(10, all -> true)))
                    .isEqualTo(
                            "{\"atMicros\":7,\"change\":\"planned\",\"pool\":null,\"limit\":\"tokens\",\"to\":1000}\n");
        }
    }

    @Test
    void showsOnlyWhatIsWantedAndNothingAfterItWasToldToForget() {
        try (TruthLog log = new TruthLog(null, 10)) {
            log.append(truth("one"));
            log.append(truth("two"));

            assertThat(new String(log.recentLines(10, line -> new String(line).contains("\"one\""))))
                    .contains("\"one\"")
                    .doesNotContain("\"two\"");
            log.forget();
            assertThat(log.recentLines(10, all -> true)).isEmpty();
        }
    }

    private static TruthRecord truth(String requestId) {
        return new TruthRecord(
                1,
                2,
                requestId,
                null,
                null,
                "acct-000001",
                "0123456789ab",
                "/v1/chat/completions",
                "m",
                200,
                "admitted",
                9,
                2,
                4,
                4,
                4,
                10,
                20,
                1,
                0,
                0,
                "length",
                null,
                null,
                0,
                0,
                1,
                0,
                false,
                List.of(),
                null,
                null);
    }
}
