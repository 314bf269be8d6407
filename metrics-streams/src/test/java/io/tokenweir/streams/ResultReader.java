package io.tokenweir.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.DeadLetter;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Reads all result topics from the beginning, committed records only. One thread. */
public final class ResultReader implements AutoCloseable {
    public final List<WindowResult> windows = new ArrayList<>();
    public final List<Long> windowReadMicros = new ArrayList<>();
    public final List<RunResult> runs = new ArrayList<>();
    public final List<DeadLetter> deadLetters = new ArrayList<>();
    private final KafkaSettings settings;
    private final AvroWire wire;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public ResultReader(KafkaSettings settings) {
        this.settings = settings;
        wire = AvroWire.of(settings.client("reader"));
        consumer = new KafkaConsumer<>(settings.consumer("reader"));
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : new Topic[] {Topic.METRICS, Topic.RUN_RESULTS, Topic.DEAD_LETTERS}) {
            consumer.partitionsFor(settings.topic(topic))
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what is there now. */
    public ResultReader poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (record.topic().equals(settings.topic(Topic.METRICS))) {
                windows.add(wire.decode(record.value(), WindowResult.class));
                windowReadMicros.add(System.currentTimeMillis() * 1000);
            } else if (record.topic().equals(settings.topic(Topic.RUN_RESULTS))) {
                runs.add(wire.decode(record.value(), RunResult.class));
            } else {
                deadLetters.add(wire.decode(record.value(), DeadLetter.class));
            }
        }
        return this;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
