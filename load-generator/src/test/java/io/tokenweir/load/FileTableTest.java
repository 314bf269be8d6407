package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class FileTableTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path OPEN = Path.of("/proc/self/fd");

    @Test
    void theKernelsTableHasRoomForWhatIsToCome() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "The size of the table is Linux' to tell.");
        long open = open();

        FileTable.makeRoom(700);

        assertThat(size()).isGreaterThanOrEqualTo(open + 700);
    }

    @Test
    void nothingOfItStaysOpen() throws IOException {
        assumeTrue(Files.isReadable(STATUS), "The open files are Linux' to tell.");
        long open = open();

        FileTable.makeRoom(500);

        assertThat(open()).isLessThan(open + 250);
    }

    private static long size() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("FDSize:"))
                    .mapToLong(line -> Long.parseLong(line.substring(7).strip()))
                    .sum();
        }
    }

    private static long open() throws IOException {
        try (Stream<Path> files = Files.list(OPEN)) {
            return files.count();
        }
    }
}
