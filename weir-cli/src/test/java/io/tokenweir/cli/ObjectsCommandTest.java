package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code ./weir objects} says when it has nothing to work on; its work is tested where it is done. */
class ObjectsCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    private int weir(String... args) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(errors, true));
        return line.execute(args);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThat(weir("objects", "verify", folder.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("There is no folder " + folder.resolve("none"));
    }

    @Test
    void refusesAStoreOfAnotherKind() {
        assertThat(weir("objects", "verify", "gs://bucket/prefix")).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("write file:///folder or s3://bucket/prefix.");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(weir("objects", "verify", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString()).contains("There are no objects of the sink in file://" + folder);
    }

    @Test
    void reportsAFileThatDoesNotBelongThereWithACodeOfItsOwn() throws IOException {
        Path topic = Files.createDirectories(folder.resolve("weir.metrics"));
        Files.writeString(topic.resolve("other.parquet"), "no Parquet");

        assertThat(weir("objects", "verify", folder.toString())).isEqualTo(ExitCode.THRESHOLD_FAILED);
    }
}
