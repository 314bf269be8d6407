package io.tokenweir.connect.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes an open chunk as a file, publishes it, and tells where the object at that position ends, whoever wrote it. */
final class ChunkPublisher {
    private final ObjectStore store;
    private final ObjectKeys keys;
    private final RowOrder order;

    ChunkPublisher(ObjectStore store, ObjectKeys keys, RowOrder order) {
        this.store = store;
        this.keys = keys;
        this.order = order;
    }

    /** Publishes what the buffer holds. After an {@link IOException} nothing has changed, and it may be called again. */
    long publish(TopicPartition partition, PartitionBuffer buffer) throws IOException {
        ObjectChain.Chunk<SinkRecord> chunk = buffer.chain().chunk();
        String key = keys.key(partition.topic(), partition.partition(), chunk.start(), chunk.firstTimestampMillis());
        List<SinkRecord> rows = chunk.rows().isEmpty() ? List.of() : order.sorted(buffer.schema(), chunk.rows());
        Path file = store.scratch().resolve(UUID.randomUUID() + ".unpublished");
        try {
            ChunkInfo info = written(file, buffer, rows, chunk);
            if (store.putIfAbsent(key, file, info) == ObjectStore.Put.CREATED) {
                return info.end();
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return store.describe(key)
                .orElseThrow(() -> new IOException("The object " + key + " was there and is gone again."))
                .end();
    }

    private static ChunkInfo written(
            Path file, PartitionBuffer buffer, List<SinkRecord> rows, ObjectChain.Chunk<SinkRecord> chunk)
            throws IOException {
        try {
            return ParquetChunkWriter.write(file, buffer.layout(), rows, chunk.start(), chunk.end());
        } catch (IOException e) {
            throw FileFailures.of(file.getParent(), e);
        }
    }
}
