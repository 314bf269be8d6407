package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;

class S3ObjectStoreTest {
    private static final ChunkInfo INFO = new ChunkInfo(0, 4, 5, -1);

    @TempDir
    Path folder;

    private FakeS3 server;
    private ObjectStore store;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = new FakeS3();
        store = S3ObjectStore.open(
                URI.create("s3://" + FakeS3.BUCKET + "/base"), server.endpoint(), "us-east-1", true, "key", "secret");
        file = Files.writeString(folder.resolve("chunk"), "bytes");
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Test
    void publishesOnceAndTellsWhereTheObjectEnds() throws IOException {
        assertThat(store.putIfAbsent("t/a", file, INFO)).isEqualTo(ObjectStore.Put.CREATED);

        assertThat(server.keys()).containsExactly("base/t/a");
        assertThat(store.describe("t/a")).contains(INFO);
        assertThat(store.describe("t/b")).isEmpty();
    }

    @Test
    void neverOverwrites() throws IOException {
        store.putIfAbsent("t/a", file, INFO);

        assertThat(store.putIfAbsent("t/a", file, new ChunkInfo(0, 9, 10, 7))).isEqualTo(ObjectStore.Put.EXISTS);
        assertThat(store.describe("t/a")).contains(INFO);
    }

    @Test
    void refusesAServerThatOverwritesInSpiteOfTheCondition() throws IOException {
        store.requireNoOverwrite();
        server.overwrite();

        assertThatThrownBy(store::requireNoOverwrite)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("overwrites objects in spite of If-None-Match");
    }

    @Test
    void understandsServersThatSay304ForAnExistingObject() throws IOException {
        server.answerExistingWith(304);
        store.putIfAbsent("t/a", file, INFO);

        assertThat(store.putIfAbsent("t/a", file, INFO)).isEqualTo(ObjectStore.Put.EXISTS);
    }

    @Test
    void findsItsOwnObjectWhenTheAnswerWasLost() throws IOException {
        server.failNextPuts(FakeS3.Fault.STORED_BUT_500);

        // The SDK tries again by itself; the second try meets the first one's object.
        assertThat(store.putIfAbsent("t/a", file, INFO)).isEqualTo(ObjectStore.Put.EXISTS);
        assertThat(store.describe("t/a")).contains(INFO);
    }

    @Test
    void asksForAnotherTryWhenAnotherWriterIsAtIt() {
        server.failNextPuts(FakeS3.Fault.CONFLICT);

        assertThatThrownBy(() -> store.putIfAbsent("t/a", file, INFO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("409");
    }

    @Test
    void saysWhatToMendWhenAccessIsDenied() {
        server.failNextPuts(FakeS3.Fault.FORBIDDEN);

        assertThatThrownBy(() -> store.putIfAbsent("t/a", file, INFO))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("with 403: access is denied; check 's3.access.key'");
    }

    @Test
    void listsKeysAndFoldersBelowItsBase() throws IOException {
        store.putIfAbsent("t/day=1/a", file, INFO);
        store.putIfAbsent("t/day=2/b", file, INFO);

        assertThat(store.keys("t/day=2/")).containsExactly("t/day=2/b");
        assertThat(store.folders("t/")).containsExactly("day=1", "day=2");
    }

    @Test
    void keepsAWholeChainThroughTheTask() throws IOException {
        TopicPartition partition = new TopicPartition(Windows.TOPIC, 0);
        Map<String, String> config = Map.of(
                "store.url", "s3://" + FakeS3.BUCKET + "/base",
                "s3.endpoint", server.endpoint(),
                "s3.access.key", "key",
                "s3.secret.key", "secret",
                "flush.records", "10");
        server.failNextPuts(FakeS3.Fault.STORED_BUT_500, FakeS3.Fault.UNAVAILABLE);
        for (int restart = 0; restart < 2; restart++) {
            TaskContext context = new TaskContext();
            ObjectStorageSinkTask task = new ObjectStorageSinkTask();
            task.initialize(context);
            task.start(config);
            task.open(List.of(partition));
            task.put(Windows.records("r", context.offsets.get(partition), 25));
            task.stop();
        }

        ObjectChainVerifier.Chain chain =
                ObjectChainVerifier.verify(store, List.of(Windows.TOPIC)).get(0);
        assertThat(chain.faults()).isEmpty();
        assertThat(chain.rows()).isEqualTo(40);
        assertThat(chain.nextOffset()).isEqualTo(40);
    }
}
