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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.ledger.LedgerFile;

/** A replay without end, in segments of 6 s, until it is asked to end. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ContinuousReplayIT {
    private static final Pattern SECOND_SEGMENT = Pattern.compile("^Segment 1 ", Pattern.MULTILINE);

    @Test
    void closesOneSegmentAfterTheOtherAndSaysThatTheLastIsPartial(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path trace = Files.writeString(folder.resolve("short.csv"), twoSecondsOfRequests());
        try (WeirProcess replay = WeirProcess.start(
                folder,
                Map.of(),
                List.of("replay", trace.toString(), "--loop", "--segment", "6s", "--keep-segments", "2"))) {
            replay.awaitLine(SECOND_SEGMENT, Duration.ofSeconds(120));

            replay.askToEnd();

            assertThat(replay.exitCode(Duration.ofSeconds(180)))
                    .as(replay.output())
                    .isEqualTo(ExitCode.INTERRUPTED);
            assertThat(replay.output().lines().filter(line -> line.startsWith("Segment ")))
                    .allMatch(line -> line.contains("Ledger check: equal in all"))
                    .last()
                    .asString()
                    .contains("(partial)");
        }
        RunFolder run = RunFolder.find(folder.resolve("runs"), "last");
        assertThat(RunFacts.read(run).state()).isEqualTo("finished");
        List<Integer> kept = SegmentFolders.ended(run);
        assertThat(kept).hasSize(2).doesNotContain(0);
        assertThat(kept)
                .allSatisfy(segment -> assertThat(
                                LedgerFile.read(run.inSegment(segment).ledger()))
                        .isNotEmpty());
        assertThat(MeterResult.read(run.inSegment(kept.get(1))).orElseThrow().cutShort())
                .isTrue();
        assertThat(MeterResult.read(run.inSegment(kept.get(0))).orElseThrow().cutShort())
                .isFalse();
    }

    private static String twoSecondsOfRequests() {
        return IntStream.range(0, 20)
                .mapToObj(i -> "2026-01-05 08:00:0%d.%d000000,60,8".formatted(i / 10, i % 10))
                .collect(Collectors.joining("\n", "TIMESTAMP,ContextTokens,GeneratedTokens\n", "\n"));
    }
}
