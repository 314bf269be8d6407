package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger(ObjectStorageSinkTask.class);

    private final LongSupplier nanoClock;
    private final Map<TopicPartition, PartitionBuffer> buffers = new HashMap<>();
    private final Map<Schema, RowLayout> layouts = new IdentityHashMap<>();
    private ObjectSinkConfig config;
    private RotationPolicy rotation;
    private ObjectStore store;
    private ChunkPublisher publisher;
    private ChainOpener opener;
    private Patience patience;
    /** Opened since the last batch that was taken whole: Connect may still bring a batch from before the consumer was sent. */
    private final Set<TopicPartition> unsure = new HashSet<>();

    private boolean redelivering;
    private boolean probed;
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
        opener = new ChainOpener(new ChainEnds(store, config.keys()));
        patience = new Patience(config.giveUpNanos(), new Random());
        badRecords = new BadRecords(context, metrics::deadLetter);
    }

    /** Finds out where the chains end, or leaves it to the next {@link #put} when the store is away. */
    @Override
    public void open(Collection<TopicPartition> partitions) {
        opener.add(partitions);
        try {
            openWaiting();
        } catch (IOException e) {
            // Not the fluent methods of SLF4J 2: in a worker it is Kafka's SLF4J, 1.7.
            LOG.warn("The store is away ({}); {} are opened when it answers", e.getMessage(), partitions);
        }
    }

    /** The consumer is sent to each chain's end; what it brought before is not taken, see {@link #accept}. */
    private void openWaiting() throws IOException {
        if (opener.isIdle()) {
            return;
        }
        if (!probed) {
            store.requireNoOverwrite();
            probed = true;
        }
        opener.positions().forEach((partition, position) -> {
            buffers.put(partition, new PartitionBuffer(position));
            context.offset(partition, position);
            if (redelivering) {
                unsure.add(partition);
            }
        });
        patience.succeeded();
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        try {
            redelivering |= !opener.isIdle();
            openWaiting();
        } catch (IOException e) {
            throw retriable("Finding the ends of the chains in " + config.storeUrl(), e);
        }
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
        redelivering = false;
        unsure.clear();
    }

    private void accept(SinkRecord record) {
        TopicPartition partition = new TopicPartition(Coordinates.topic(record), Coordinates.partition(record));
        PartitionBuffer buffer = buffers.get(partition);
        if (buffer == null) {
            refuseIfRenamed(record);
            return;
        }
        if (unsure.contains(partition)) {
            context.offset(partition, buffer.chain().position());
            return;
        }
        if (!buffer.chain().isNew(Coordinates.offset(record))) {
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
        if (rotation.isFull(buffer.chain().size(), buffer.heapBytes())) {
            publish(partition, buffer);
        }
    }

    /** A partition that was taken away may still bring a record of its last batch; a renamed topic brings nothing else. */
    private static void refuseIfRenamed(SinkRecord record) {
        if (!Coordinates.areOriginal()) {
            throw new ConnectException("A record of " + record.topic() + "-" + record.kafkaPartition()
                    + " does not belong to this task: a transformation renames its topic, which this sink can follow only"
                    + " on Kafka Connect 3.6 or newer; take the transformation out of 'transforms'.");
        }
    }

    private void refuseIfRecreated(TopicPartition partition, PartitionBuffer buffer, SinkRecord record) {
        if (buffer.isBeforeOpening(Coordinates.offset(record))) {
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
            throw retriable(
                    "Publishing " + partition + " from offset " + buffer.chain().position() + " to "
                            + config.storeUrl(),
                    e);
        }
        metrics.wrote(1);
        patience.succeeded();
        context.requestCommit();
    }

    /** Connect brings the same batch again after this, and pauses the partitions until then. */
    private ConnectException retriable(String what, IOException e) {
        metrics.retried();
        long now = nanoClock.getAsLong();
        long wait = patience.failed(now);
        if (wait < 0) {
            return new ConnectException(
                    what + " has failed for " + patience.failingSeconds(now) + " s (" + e.getMessage()
                            + "): mend that, then restart the task. Nothing is lost, unpublished records are read again"
                            + " from Kafka; '" + ObjectSinkConfig.GIVE_UP + "' says how long it tries.",
                    e);
        }
        redelivering = true;
        context.timeout(wait);
        return new RetriableException(what + " failed (" + e.getMessage() + "); trying again in " + wait + " ms.", e);
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
        opener.remove(partitions);
        unsure.removeAll(partitions);
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
