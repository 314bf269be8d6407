package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentRetentionTest {
    private static final long FIRST_MILLIS = 1_800_000_000_000L;

    @TempDir
    private Path folder;

    private RunFolder run;

    @BeforeEach
    void fourSegmentsOfAnHour() throws IOException {
        run = new RunFolder(folder);
        for (int segment = 0; segment < 4; segment++) {
            RunFolder ended = SegmentFolders.make(run, segment);
            Files.writeString(
                    ended.path().resolve("meter.json"),
                    "{\"load\": {\"startedMicros\": " + start(segment) * 1_000 + "}}");
            Path objects = Files.createDirectories(run.objects().resolve("weir.requests"));
            Path object = Files.createFile(objects.resolve(segment + ".parquet"));
            Files.setLastModifiedTime(object, FileTime.fromMillis(start(segment) + 1_800_000));
        }
    }

    @Test
    void keepsTheNewestSegmentsAndTheObjectsFromTheirBeginningOn() {
        new SegmentRetention(run, 2).after(3);

        assertThat(SegmentFolders.ended(run)).containsExactly(2, 3);
        assertThat(objects()).containsExactly("2.parquet", "3.parquet");
    }

    @Test
    void keepsEverythingUnlessToldOtherwise() {
        new SegmentRetention(run, null).after(3);

        assertThat(SegmentFolders.ended(run)).hasSize(4);
        assertThat(objects()).hasSize(4);
    }

    private List<String> objects() {
        return List.of(run.objects().resolve("weir.requests").toFile().list()).stream()
                .sorted()
                .toList();
    }

    private static long start(int segment) {
        return FIRST_MILLIS + segment * 3_600_000L;
    }
}
