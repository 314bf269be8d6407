package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.connect.objects.ObjectChainVerifier.Chain;

/** A store in which something was done that the sink does not do. */
class ObjectChainVerifierTest {
    private static final String PLACE = "weir.metrics/day=2023-11-14/hour=22/partition=0/weir.metrics+0+";

    @TempDir
    Path folder;

    @BeforeEach
    void storeThreeObjectsOfTwoRows() {
        ObjectStorageSinkTask task = new ObjectStorageSinkTask();
        task.initialize(new TaskContext());
        task.start(Map.of("store.url", "file://" + folder, "flush.records", "2"));
        task.open(List.of(new TopicPartition(Windows.TOPIC, 0)));
        task.put(Windows.records("r", 0, 6));
        task.stop();
    }

    private Path object(long start) {
        return folder.resolve(PLACE + String.format("%020d.parquet", start));
    }

    private Chain chain() throws IOException {
        List<Chain> chains = ObjectChainVerifier.verify(new FileObjectStore(folder), List.of(Windows.TOPIC));
        return chains.get(chains.size() - 1);
    }

    private static Path write(Path file, List<SinkRecord> rows, long start, long end) throws IOException {
        Files.deleteIfExists(file);
        ParquetChunkWriter.write(file, RowLayout.of(rows.get(0).valueSchema()), rows, start, end);
        return file;
    }

    @Test
    void findsAWholeChainWhole() throws IOException {
        assertThat(chain().faults()).isEmpty();
        assertThat(chain().notes()).isEmpty();
        assertThat(chain().rows()).isEqualTo(6);
        assertThat(chain().nextOffset()).isEqualTo(6);
    }

    @Test
    void seesAMissingObjectInTheMiddle() throws IOException {
        Files.delete(object(2));

        assertThat(chain().faults()).singleElement().asString().contains("Offsets 2 to 3 are missing");
    }

    @Test
    void seesAMissingBeginning() throws IOException {
        Files.delete(object(0));

        assertThat(chain().faults()).singleElement().asString().contains("Offsets 0 to 1 are missing");
    }

    @Test
    void seesADouble() throws IOException {
        Path other = Files.createDirectories(folder.resolve("weir.metrics/day=2023-11-14/hour=23/partition=0"));
        Files.copy(object(2), other.resolve(object(2).getFileName()));

        assertThat(chain().faults()).singleElement().asString().contains("Offsets 2 to 3 are stored again");
    }

    @Test
    void seesARenamedObject() throws IOException {
        Files.delete(object(4));
        Files.move(object(2), object(4));
        Files.copy(object(0), object(2));

        assertThat(chain().faults()).hasSize(2).allMatch(fault -> fault.contains("it was renamed"));
    }

    @Test
    void seesRowsOfAnotherPlace() throws IOException {
        write(object(2), Windows.records("r", 8, 2), 2, 3);

        assertThat(chain().faults()).singleElement().asString().contains("holds offset 8, which lies outside 2 to 3");
    }

    @Test
    void seesARowTwice() throws IOException {
        SinkRecord row = Windows.records("r", 2, 1).get(0);
        write(object(2), List.of(row, row), 2, 3);

        assertThat(chain().faults()).singleElement().asString().contains("holds offset 2 twice");
    }

    @Test
    void seesATruncatedObject() throws IOException {
        byte[] bytes = Files.readAllBytes(object(2));
        Files.write(object(2), java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(chain().faults()).anyMatch(fault -> fault.contains("is no whole Parquet file"));
    }

    @Test
    void seesAStrangersFile() throws IOException {
        Files.copy(object(2), folder.resolve("weir.metrics/copy.parquet"));

        assertThat(chain().faults()).singleElement().asString().contains("copy.parquet is no object of this sink");
    }

    @Test
    void findsTheSameHashHoweverTheRowsAreSpread() throws IOException {
        String hash = chain().hash();
        Files.delete(object(2));
        Files.delete(object(4));
        write(object(0), Windows.records("r", 0, 6), 0, 5);

        assertThat(chain().objects()).isEqualTo(1);
        assertThat(chain().hash()).isEqualTo(hash);
    }
}
