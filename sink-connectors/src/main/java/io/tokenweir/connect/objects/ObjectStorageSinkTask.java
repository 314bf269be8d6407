package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

import io.tokenweir.connect.BadRecords;
import io.tokenweir.connect.ConnectorVersion;
import io.tokenweir.connect.metrics.TaskMetrics;

/**
 * Holds the open chunks of its partitions and publishes them when they are due. Offsets are committed only up to the end
 * of the last published object; what is not published is dropped at close and read again.
 *
 * <p>Threading: Connect's task thread only. While the store is unreachable, {@code put} fails retriably: Connect pauses
 * the partitions, so memory stays bounded.
 */
public final class ObjectStorageSinkTask extends SinkTask {
    private static final long RETRY_MILLIS = 2_000;
    private static final int OPEN_ATTEMPTS = 5;

    private final LongSupplier nanoClock;
    private final Map<TopicPartition, PartitionBuffer> buffers = new HashMap<>();
    private final Map<Schema, RowLayout> layouts = new IdentityHashMap<>();
    private ObjectSinkConfig config;
    private RotationPolicy rotation;
    private ObjectStore store;
    private ChunkPublisher publisher;
    private BadRecords badRecords;
    private TaskMetrics metrics;

    /** For Connect. */
    public ObjectStorageSinkTask() {
        this(System::nanoTime);
    }

    ObjectStorageSinkTask(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public String version() {
        return ConnectorVersion.get();
    }

    @Override
    public void start(Map<String, String> props) {
        config = new ObjectSinkConfig(props);
        rotation = config.rotation();
        store = config.openStore();
        publisher = new ChunkPublisher(store, config.keys(), config.order());
        metrics = TaskMetrics.open(context, props.getOrDefault("name", ""), "objects", System::currentTimeMillis);
        badRecords = new BadRecords(context, metrics::deadLetter);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        Map<String, Set<Integer>> byTopic = new HashMap<>();
        for (TopicPartition partition : partitions) {
            byTopic.computeIfAbsent(partition.topic(), topic -> new HashSet<>()).add(partition.partition());
        }
        ChainEnds ends = new ChainEnds(store, config.keys());
        byTopic.forEach((topic, numbers) -> positions(ends, topic, numbers).forEach((number, position) -> {
            TopicPartition partition = new TopicPartition(topic, number);
            buffers.put(partition, new PartitionBuffer(position));
            context.offset(partition, position);
        }));
    }

    private Map<Integer, Long> positions(ChainEnds ends, String topic, Set<Integer> partitions) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ends.positions(topic, partitions);
            } catch (IOException e) {
                if (attempt == OPEN_ATTEMPTS) {
                    throw new ConnectException(
                            "The objects of topic " + topic + " in " + config.storeUrl() + " cannot be listed ("
                                    + e.getMessage() + "); check that the store is up, then restart the task.",
                            e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while waiting for the object store.", e);
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            accept(record);
        }
        long now = nanoClock.getAsLong();
        buffers.forEach((partition, buffer) -> {
            if (buffer.dueInNanos(rotation, now) <= 0) {
                publish(partition, buffer);
            }
        });
        boundMemory();
        wakeWhenDue(now);
    }

    private void accept(SinkRecord record) {
        TopicPartition partition = new TopicPartition(Coordinates.topic(record), Coordinates.partition(record));
        PartitionBuffer buffer = buffers.get(partition);
        if (buffer == null || !buffer.chain().isNew(Coordinates.offset(record))) {
            refuseIfRecreated(partition, buffer, record);
            return;
        }
        if (record.value() == null) {
            // A tombstone has no columns; its offset still belongs to the chunk.
            buffer.skip(record, nanoClock.getAsLong());
            return;
        }
        RowLayout layout = layoutOf(record);
        if (layout == null) {
            buffer.skip(record, nanoClock.getAsLong());
            return;
        }
        while (buffer.needsNewObject(record.valueSchema())) {
            publish(partition, buffer);
        }
        buffer.row(record, layout, nanoClock.getAsLong());
        if (rotation.isFull(buffer.chain().size())) {
            publish(partition, buffer);
        }
    }

    private void refuseIfRecreated(TopicPartition partition, PartitionBuffer buffer, SinkRecord record) {
        if (buffer != null && buffer.isBeforeOpening(Coordinates.offset(record))) {
            throw new ConnectException(config.storeUrl() + " holds " + partition + " up to offset "
                    + (buffer.chain().position() - 1) + ", but the topic begins again at "
                    + Coordinates.offset(record) + ": it was made anew; name another 'store.url' for it.");
        }
    }

    private RowLayout layoutOf(SinkRecord record) {
        Schema schema = record.valueSchema();
        RowLayout known = layouts.get(schema);
        if (known != null) {
            return known;
        }
        try {
            if (schema == null) {
                throw new DataException("A record without a schema has no columns; set a value converter with schemas,"
                        + " e.g. io.tokenweir.connect.avro.WeirAvroConverter.");
            }
            RowLayout layout = RowLayout.of(schema);
            layouts.put(schema, layout);
            return layout;
        } catch (DataException e) {
            badRecords.report(record, e);
            return null;
        }
    }

    private void publish(TopicPartition partition, PartitionBuffer buffer) {
        try {
            buffer.settled(publisher.publish(partition, buffer));
        } catch (IOException e) {
            metrics.retried();
            context.timeout(RETRY_MILLIS);
            throw new RetriableException(
                    "Publishing " + partition + " from offset " + buffer.chain().position() + " to " + config.storeUrl()
                            + " failed (" + e.getMessage() + "); trying again.",
                    e);
        }
        metrics.wrote(1);
        context.requestCommit();
    }

    private void boundMemory() {
        long held =
                buffers.values().stream().mapToLong(PartitionBuffer::heapBytes).sum();
        while (held > config.bufferBytes()) {
            Map.Entry<TopicPartition, PartitionBuffer> biggest = buffers.entrySet().stream()
                    .max(Map.Entry.comparingByValue(Comparator.comparingLong(PartitionBuffer::heapBytes)))
                    .orElseThrow();
            held -= biggest.getValue().heapBytes();
            publish(biggest.getKey(), biggest.getValue());
            held += biggest.getValue().heapBytes();
        }
    }

    /** Connect calls {@code put} only every minute when nothing arrives, unless it is asked to come sooner. */
    private void wakeWhenDue(long now) {
        long due = Long.MAX_VALUE;
        for (PartitionBuffer buffer : buffers.values()) {
            due = Math.min(due, buffer.dueInNanos(rotation, now));
        }
        if (due != Long.MAX_VALUE) {
            context.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(due) + 1));
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        Map<TopicPartition, OffsetAndMetadata> published = new HashMap<>();
        buffers.forEach((partition, buffer) -> {
            if (buffer.chain().advanced()) {
                published.put(partition, new OffsetAndMetadata(buffer.chain().position()));
            }
        });
        return published;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(buffers::remove);
    }

    @Override
    public void stop() {
        buffers.clear();
        if (metrics != null) {
            metrics.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
