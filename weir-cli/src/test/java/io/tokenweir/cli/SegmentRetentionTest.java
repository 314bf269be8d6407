package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentRetentionTest {
    private static final long FIRST_MILLIS = 1_800_000_000_000L;

    @TempDir
    private Path folder;

    private final List<Instant> expired = new ArrayList<>();

    private RunFolder run;

    @BeforeEach
    void fourSegmentsOfAnHour() throws IOException {
        run = new RunFolder(folder);
        for (int segment = 0; segment < 4; segment++) {
            RunFolder ended = SegmentFolders.make(run, segment);
            Files.writeString(
                    ended.path().resolve("meter.json"),
                    "{\"load\": {\"startedMicros\": " + start(segment) * 1_000 + "}}");
        }
    }

    @Test
    void keepsTheNewestSegmentsAndTheObjectsFromTheirBeginningOn() {
        new SegmentRetention(run, 2, expired::add).after(3);

        assertThat(SegmentFolders.ended(run)).containsExactly(2, 3);
        assertThat(expired).containsExactly(Instant.ofEpochMilli(start(2)));
    }

    @Test
    void keepsEverythingUnlessToldOtherwise() {
        new SegmentRetention(run, null, expired::add).after(3);

        assertThat(SegmentFolders.ended(run)).hasSize(4);
        assertThat(expired).isEmpty();
    }

    @Test
    void deletesNothingOfARunWithoutObjects() {
        new SegmentRetention(run, 2).after(3);

        assertThat(run.objects()).doesNotExist();
    }

    private static long start(int segment) {
        return FIRST_MILLIS + segment * 3_600_000L;
    }
}
