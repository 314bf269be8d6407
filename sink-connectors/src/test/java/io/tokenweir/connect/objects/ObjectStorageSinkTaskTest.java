package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;

class ObjectStorageSinkTaskTest {
    private static final TopicPartition PARTITION = new TopicPartition(Windows.TOPIC, 0);
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final TaskContext context = new TaskContext();

    private ObjectStorageSinkTask task(String... settings) {
        Map<String, String> config = new HashMap<>(Map.of(
                "store.url", folder.toUri().toString().replace("file:/", "file:///"),
                "flush.records", "100",
                "rotate.interval.ms", "10000"));
        for (int i = 0; i < settings.length; i += 2) {
            config.put(settings[i], settings[i + 1]);
        }
        ObjectStorageSinkTask task = new ObjectStorageSinkTask(clock::get);
        task.initialize(context);
        task.start(config);
        task.open(List.of(PARTITION));
        return task;
    }

    private List<String> objects() throws IOException {
        return new FileObjectStore(folder).keys("");
    }

    private ObjectChainVerifier.Chain chain() throws IOException {
        List<ObjectChainVerifier.Chain> chains =
                ObjectChainVerifier.verify(new FileObjectStore(folder), List.of(Windows.TOPIC));
        assertThat(chains).hasSize(1);
        return chains.get(0);
    }

    @Test
    void publishesAnObjectWhenItHasSoManyRecords() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "3");

        task.put(Windows.records("r", 0, 7));

        assertThat(objects())
                .containsExactly(
                        "weir.metrics/day=2023-11-14/hour=22/partition=0/weir.metrics+0+00000000000000000000.parquet",
                        "weir.metrics/day=2023-11-14/hour=22/partition=0/weir.metrics+0+00000000000000000003.parquet");
        assertThat(task.preCommit(Map.of()).get(PARTITION).offset()).isEqualTo(6);
    }

    @Test
    void leavesTimeOutOfThePathsOfCompactedTopics() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "1", "topics.without.time", Windows.TOPIC);

        task.put(Windows.records("r", 0, 1));

        assertThat(objects()).containsExactly("weir.metrics/partition=0/weir.metrics+0+00000000000000000000.parquet");
    }

    @Test
    void commitsNothingThatIsNotPublished() {
        ObjectStorageSinkTask task = task();

        task.put(Windows.records("r", 0, 7));

        assertThat(task.preCommit(Map.of())).isEmpty();
    }

    @Test
    void publishesByTheWallClockWithoutTraffic() throws IOException {
        ObjectStorageSinkTask task = task();
        task.put(Windows.records("r", 0, 1));
        assertThat(context.timeoutMillis).isBetween(9_000L, 10_001L);

        clock.addAndGet(10 * SECOND);
        task.put(List.of());

        assertThat(objects()).hasSize(1);
        assertThat(context.commitsRequested).isEqualTo(1);
    }

    @Test
    void publishesAQuietPartitionSooner() throws IOException {
        ObjectStorageSinkTask task = task("rotate.idle.ms", "1500");
        task.put(Windows.records("r", 0, 1));

        clock.addAndGet(SECOND);
        task.put(Windows.records("r", 1, 1));
        clock.addAndGet(SECOND);
        task.put(List.of());
        assertThat(objects()).isEmpty();
        clock.addAndGet(SECOND);
        task.put(List.of());

        assertThat(objects()).hasSize(1);
    }

    @Test
    void opensWhereTheStoredChainEnds() throws IOException {
        ObjectStorageSinkTask first = task("flush.records", "5");
        first.put(Windows.records("r", 0, 8));
        first.close(List.of(PARTITION));
        first.stop();

        ObjectStorageSinkTask second = task("flush.records", "5");

        assertThat(context.offsets).containsEntry(PARTITION, 5L);
        second.put(Windows.records("r", 5, 5));
        assertThat(chain().isWhole()).isTrue();
        assertThat(chain().rows()).isEqualTo(10);
    }

    @Test
    void dropsWhatAZombieWroteAgain() throws IOException {
        ObjectStorageSinkTask zombie = task();
        ObjectStorageSinkTask owner = task("flush.records", "4");
        zombie.put(Windows.records("r", 0, 6));
        owner.put(Windows.records("r", 0, 4));

        clock.addAndGet(10 * SECOND);
        zombie.put(List.of());
        clock.addAndGet(10 * SECOND);
        zombie.put(List.of());

        assertThat(chain().faults()).isEmpty();
        assertThat(chain().rows()).isEqualTo(6);
        assertThat(chain().nextOffset()).isEqualTo(6);
    }

    @Test
    void takesABatchThatIsBroughtAgainOnlyOnce() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "4");
        List<SinkRecord> batch = Windows.records("r", 0, 4);

        task.put(batch);
        task.put(batch);

        assertThat(chain().rows()).isEqualTo(4);
    }

    @Test
    void failsRetriablyWhileTheStoreIsAwayAndLosesNothing() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "4");
        List<SinkRecord> batch = Windows.records("r", 0, 4);
        Files.writeString(folder.resolve(Windows.TOPIC), "a file where a folder should be");
        assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);

        Files.delete(folder.resolve(Windows.TOPIC));
        clock.addAndGet(10 * SECOND);
        task.put(batch);

        assertThat(chain().rows()).isEqualTo(4);
    }

    @Test
    void publishesTheBiggestChunkWhenMemoryIsSpent() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "1000000", "buffer.max.bytes", "1048576");

        task.put(Windows.records("r", 0, 400));

        assertThat(chain().rows()).isEqualTo(400);
    }

    @Test
    void countsARejectedRecordIntoTheChain() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "2");
        List<SinkRecord> records = new ArrayList<>(Windows.records("r", 0, 1));
        records.add(new SinkRecord(Windows.TOPIC, 0, null, null, null, "no struct", 1));

        task.put(records);
        task.put(Windows.records("r", 2, 1));

        assertThat(context.causes).singleElement().asString().contains("without a schema has no columns");
        clock.addAndGet(10 * SECOND);
        task.put(List.of());
        assertThat(chain().rows()).isEqualTo(2);
        assertThat(chain().nextOffset()).isEqualTo(3);
    }

    @Test
    void refusesATopicThatWasMadeAnew() {
        ObjectStorageSinkTask first = task("flush.records", "5");
        first.put(Windows.records("r", 0, 5));
        ObjectStorageSinkTask second = task("flush.records", "5");

        assertThatThrownBy(() -> second.put(Windows.records("r", 0, 1)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("it was made anew; name another 'store.url'");
    }

    @Test
    void seesAMissingObject() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "2");
        task.put(Windows.records("r", 0, 6));

        Files.delete(folder.resolve(objects().get(1)));

        assertThat(chain().faults()).singleElement().asString().contains("Offsets 2 to 3 are missing");
    }

    @Test
    void publishesAnObjectWhenItsRowsAreSoLarge() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "1000000", "flush.bytes", "262144");

        task.put(Windows.records("r", 0, 100));

        assertThat(objects()).hasSizeGreaterThan(1);
        assertThat(chain().isWhole()).isTrue();
    }

    @Test
    void goesByTheTopicThatARecordHadBeforeItWasRenamed() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "3");
        List<SinkRecord> renamed = Windows.records("r", 0, 3).stream()
                .map(record -> record.newRecord(
                        "renamed", 7, null, null, record.valueSchema(), record.value(), record.timestamp()))
                .toList();

        task.put(renamed);

        assertThat(chain().nextOffset()).isEqualTo(3);
        assertThat(task.preCommit(Map.of())).containsOnlyKeys(PARTITION);
    }

    @Test
    void opensLaterWhenTheStoreIsAwayAtFirst() throws IOException {
        ObjectStorageSinkTask first = task("flush.records", "5");
        first.put(Windows.records("r", 0, 5));
        Path hidden = Files.move(folder.resolve(Windows.TOPIC), folder.resolve("hidden"));
        Files.writeString(folder.resolve(Windows.TOPIC), "a file where a folder should be");
        context.offsets.clear();

        ObjectStorageSinkTask second = task("flush.records", "2");
        List<SinkRecord> batch = Windows.records("r", 7, 3);
        assertThat(context.offsets).isEmpty();
        assertThatThrownBy(() -> second.put(batch))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("Finding the ends of the chains");

        Files.delete(folder.resolve(Windows.TOPIC));
        Files.move(hidden, folder.resolve(Windows.TOPIC));
        second.put(batch);

        assertThat(context.offsets).containsEntry(PARTITION, 5L);
        second.put(Windows.records("r", 5, 5));
        assertThat(chain().faults()).isEmpty();
        assertThat(chain().rows()).isEqualTo(9);
    }

    @Test
    void failsWithTheReasonWhenTheStoreStaysAway() throws IOException {
        ObjectStorageSinkTask task = task("flush.records", "4", "retry.give.up.ms", "60000");
        List<SinkRecord> batch = Windows.records("r", 0, 4);
        Files.writeString(folder.resolve(Windows.TOPIC), "a file where a folder should be");
        assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);

        clock.addAndGet(61 * SECOND);

        assertThatThrownBy(() -> task.put(batch))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("has failed for 61 s")
                .hasMessageContaining("restart the task. Nothing is lost");
    }

    @Test
    void waitsLongerFromTryToTryUpToHalfAMinute() {
        Patience patience = new Patience(Long.MAX_VALUE, new java.util.Random(1));

        long[] waits = java.util.stream.LongStream.generate(() -> patience.failed(0))
                .limit(8)
                .toArray();

        assertThat(waits[0]).isBetween(500L, 1_000L);
        assertThat(waits[7]).isBetween(15_000L, 30_000L);
        patience.succeeded();
        assertThat(patience.failed(0)).isBetween(500L, 1_000L);
    }
}
