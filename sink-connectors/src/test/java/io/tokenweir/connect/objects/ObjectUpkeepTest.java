package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.connect.objects.ObjectChainVerifier.Chain;

/** Merging, expiring and listing, each held against the chain by the verifier and by DuckDB. */
class ObjectUpkeepTest {
    /** The hour in which the test's records lie, 2023-11-14 22:00, is over. */
    private static final Instant AFTER = Instant.parse("2023-11-14T23:00:00Z");

    private static final long ANY_SIZE = 1 << 26;

    @TempDir
    Path folder;

    private ObjectUpkeep upkeep;

    @BeforeEach
    void storeTenObjectsOfTwoRows() throws IOException {
        sink(20);
        upkeep = ObjectUpkeep.open("file://" + folder, Map.of(), List.of());
    }

    @AfterEach
    void close() {
        upkeep.close();
    }

    /** Runs the sink until it has stored offsets below {@code end}. */
    private void sink(int end) {
        TopicPartition partition = new TopicPartition(Windows.TOPIC, 0);
        TaskContext context = new TaskContext();
        ObjectStorageSinkTask task = new ObjectStorageSinkTask();
        task.initialize(context);
        task.start(Map.of("store.url", "file://" + folder, "flush.records", "2"));
        task.open(List.of(partition));
        long from = context.offsets.get(partition);
        task.put(Windows.records(from % 4 == 0 ? "a" : "b", from, (int) (end - from)));
        task.stop();
    }

    private List<Chain> chains() throws IOException {
        return ObjectChainVerifier.verify("file://" + folder, Map.of(), List.of(), ObjectChainVerifier.Depth.ROWS);
    }

    private void assertProven(int chains) throws IOException {
        assertThat(chains())
                .hasSize(chains)
                .allSatisfy(chain -> assertThat(chain.faults()).isEmpty());
    }

    private static String ask(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                java.sql.Statement statement = connection.createStatement()) {
            String[] parts = sql.split(";");
            for (int i = 0; i + 1 < parts.length; i++) {
                statement.execute(parts[i]);
            }
            try (ResultSet result = statement.executeQuery(parts[parts.length - 1])) {
                result.next();
                return result.getString(1);
            }
        }
    }

    @Test
    void mergesSmallObjectsIntoOneWithTheSameRows() throws Exception {
        assertThat(upkeep.compact(ANY_SIZE, true))
                .containsExactly(new ObjectUpkeep.Compacted(new TopicPartition(Windows.TOPIC, 0), 10, 1, 20));

        assertProven(2);
        assertThat(chains().get(1).hash()).isEqualTo(chains().get(0).hash());
        assertThat(ask("select count(distinct _offset) || ' ' || sum(\"window\".inputTokens) from read_parquet('"
                        + folder + "/_compacted/**/*.parquet')"))
                .isEqualTo("20 200");
    }

    @Test
    void leavesTheNewestHourUntilItIsAskedFor() throws IOException {
        assertThat(upkeep.compact(ANY_SIZE, false).get(0).sources()).isZero();
    }

    @Test
    void goesOnWhereItsLastMergeEnded() throws IOException {
        upkeep.compact(ANY_SIZE, true);
        sink(28);

        assertThat(upkeep.compact(ANY_SIZE, true).get(0).sources()).isEqualTo(4);
        assertThat(upkeep.compact(ANY_SIZE, true).get(0).sources()).isZero();
        assertProven(2);
    }

    @Test
    void keepsRowsSortedByRunAndOffset() throws Exception {
        sink(22);
        upkeep.compact(ANY_SIZE, true);

        assertThat(ask("select string_agg(series.runId || _offset, ' ') from (select * from read_parquet('" + folder
                        + "/_compacted/**/*.parquet'))"))
                .startsWith("a0 a1 a2 ");
    }

    @Test
    void mergesNothingOfADamagedChain() throws IOException {
        List<String> keys = new FileObjectStore(folder).keys("weir.metrics/");
        Files.delete(folder.resolve(keys.get(3)));

        assertThatThrownBy(() -> upkeep.compact(ANY_SIZE, true))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("'./weir objects verify' says what is wrong");
    }

    @Test
    void seesThatAMergedObjectHasOtherRowsThanTheChain() throws IOException {
        upkeep.compact(ANY_SIZE, true);
        Path merged =
                folder.resolve(new FileObjectStore(folder).keys("_compacted/").get(0));
        Files.delete(merged);
        ParquetChunkWriter.write(
                merged,
                RowLayout.of(Windows.records("x", 0, 1).get(0).valueSchema()),
                Windows.records("x", 0, 20),
                0,
                19);

        assertThat(chains().get(1).faults()).singleElement().asString().contains("are not the rows of the chain");
    }

    @Test
    void seesAlteredRowsInAnObjectThatStillSaysWhatItSaid() throws IOException {
        FileObjectStore store = new FileObjectStore(folder);
        String key = store.keys("weir.metrics/").get(2);
        ChunkInfo says = store.describe(key).orElseThrow();
        Path source = folder.resolve("source");
        ParquetChunkWriter.write(
                source,
                RowLayout.of(Windows.records("x", 4, 1).get(0).valueSchema()),
                Windows.records("x", 4, 2),
                4,
                5);
        MessageType layout = ObjectMerge.layout(source);
        Files.delete(folder.resolve(key));
        ObjectMerge.merge(List.of(source), layout, folder.resolve(key), says);

        assertThat(chains().get(0).faults()).singleElement().asString().contains("holds other rows than were written");
    }

    @Test
    void expiresTheOldestAndRecordsWhereTheChainBegins() throws IOException {
        assertThat(upkeep.expire(AFTER, false).get(0).head()).isEqualTo(18);

        assertThat(new FileObjectStore(folder).keys("weir.metrics/")).hasSize(1);
        assertProven(1);
        sink(24);
        assertProven(1);
        assertThat(chains().get(0).nextOffset()).isEqualTo(24);
    }

    @Test
    void keepsWhatIsYoungEnough() throws IOException {
        assertThat(upkeep.expire(AFTER.minusSeconds(1), false).get(0).objects()).isZero();
        assertProven(1);
    }

    @Test
    void expiresOnlyWhatWasMergedWhenAskedSo() throws IOException {
        assertThat(upkeep.expire(AFTER, true).get(0).objects()).isZero();
        upkeep.compact(ANY_SIZE, true);
        sink(24);

        assertThat(upkeep.expire(AFTER, true).get(0).head()).isEqualTo(20);
        assertProven(2);
        upkeep.compact(ANY_SIZE, true);
        assertProven(2);
        assertThat(chains().get(1).rows()).isEqualTo(24);
    }

    @Test
    void doesNotCountWhatACrashLeftBeforeTheHead() throws IOException {
        String first = new FileObjectStore(folder).keys("weir.metrics/").get(0);
        Path saved = Files.copy(folder.resolve(first), folder.resolve("saved"));
        upkeep.expire(AFTER, false);
        Files.move(saved, folder.resolve(first));

        assertProven(1);
        assertThat(chains().get(0).notes()).singleElement().asString().contains("lie before the chain's head, 18");
        upkeep.expire(AFTER, false);
        assertThat(chains().get(0).notes()).isEmpty();
    }

    @Test
    void listsEveryRowOnceForReadersWithoutAListing() throws Exception {
        upkeep.compact(ANY_SIZE, true);
        sink(26);

        ObjectUpkeep.Manifest manifest = upkeep.manifests().get(0);

        assertThat(manifest.objects()).isEqualTo(4);
        assertThat(manifest.rows()).isEqualTo(26);
        assertThat(ask("set variable files = (select list(path) from read_json('" + manifest.path() + "'));"
                        + "select count(*) || ' ' || count(distinct _offset) from read_parquet(getvariable('files'))"))
                .isEqualTo("26 26");
    }
}
