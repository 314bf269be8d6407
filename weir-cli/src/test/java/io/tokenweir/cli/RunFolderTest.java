package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T19:15:00Z");

    @TempDir
    private Path runs;

    @Test
    void givesTwoRunsOfTheSameSecondAndSeedDifferentFolders() {
        RunFolder first = RunFolder.create(runs, NOW, new SplittableRandom(1));
        SplittableRandom sameSeed = new SplittableRandom(1);
        RunFolder second = RunFolder.create(runs, NOW, sameSeed);

        assertThat(first.id()).startsWith("20261122-191500-").isNotEqualTo(second.id());
    }

    @Test
    void findsTheLastRun() {
        RunFolder.create(runs, NOW, new SplittableRandom(1));
        RunFolder later = RunFolder.create(runs, NOW.plusSeconds(60), new SplittableRandom(2));

        assertThat(RunFolder.find(runs, "last")).isEqualTo(later);
    }

    @Test
    void findsARunWithAnIdOfItsOwnAsTheLastOne() throws IOException {
        RunFolder.create(runs, NOW, new SplittableRandom(1));
        RunFolder mine = RunFolder.create(runs, "mine", NOW, new SplittableRandom(2));
        Files.writeString(mine.facts(), "{}");

        assertThat(RunFolder.find(runs, "last")).isEqualTo(mine);
    }

    @Test
    void takesNoOtherFolderForARun() throws IOException {
        RunFolder run = RunFolder.create(runs, NOW, new SplittableRandom(1));
        Files.createDirectory(runs.resolve("streams-state"));

        assertThat(RunFolder.all(runs)).containsExactly(run);
    }

    @Test
    void saysHowToListTheRunsWhenOneIsMissing() {
        assertThatThrownBy(() -> RunFolder.find(runs, "nope")).hasMessageContaining("./weir runs lists");
    }
}
