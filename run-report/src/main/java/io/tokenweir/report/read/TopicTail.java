package io.tokenweir.report.read;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.report.ReportException;

/**
 * Reads a topic to where it ends, and on from there as it grows; committed records only. Per partition the records come in
 * order. Owns one consumer without a group, and holds no record. Used by one thread.
 *
 * <p>Throws {@link ReportException} when the topic is not there, the broker does not answer, or nothing comes for a minute
 * short of the end.
 */
public final class TopicTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STUCK_NANOS = Duration.ofSeconds(60).toNanos();

    private final String topic;
    private final String brokers;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private Map<TopicPartition, Long> ends;

    private TopicTail(KafkaSettings settings, String topic) {
        this.topic = topic;
        this.brokers = settings.bootstrapServers();
        Map<String, Object> config = settings.consumer("weir-report-" + topic);
        config.put("allow.auto.create.topics", "false");
        // A consumer's close waits for its last fetch, which would wait this long for records that do not come.
        config.put("fetch.max.wait.ms", "20");
        this.consumer = new KafkaConsumer<>(config);
    }

    public static TopicTail fromBeginning(KafkaSettings settings, String topic) {
        return since(settings, topic, 0);
    }

    /** @param sinceMillis passes over records that were written before, by their time stamps; 0: from the beginning */
    public static TopicTail since(KafkaSettings settings, String topic, long sinceMillis) {
        TopicTail tail = new TopicTail(settings, topic);
        try {
            tail.assign(sinceMillis);
            return tail;
        } catch (KafkaException e) {
            tail.close();
            throw tail.unreadable(e);
        } catch (ReportException e) {
            tail.close();
            throw e;
        }
    }

    private void assign(long sinceMillis) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new ReportException("Topic " + topic + " is not on the broker at " + brokers
                    + "; look whether broker and topic prefix are those of the run.");
        }
        List<TopicPartition> partitions = found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        ends = consumer.endOffsets(partitions);
        if (sinceMillis == 0) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, sinceMillis));
        consumer.offsetsForTimes(times)
                .forEach((partition, at) -> consumer.seek(partition, at == null ? ends.get(partition) : at.offset()));
    }

    /** Shows every record up to where the topic ended when this was opened; further ones of the last fetches come later. */
    public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        try {
            long lastProgress = System.nanoTime();
            while (!reachedEnd()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.forEach(visitor);
                if (!records.isEmpty()) {
                    lastProgress = System.nanoTime();
                } else if (System.nanoTime() - lastProgress > STUCK_NANOS) {
                    throw new ReportException(
                            "Reading stopped short of the end of " + topic + ": the broker sent nothing for a minute.");
                }
            }
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private boolean reachedEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Waits up to a fifth of a second for further records, and shows them. */
    public void poll(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        try {
            consumer.poll(POLL).forEach(visitor);
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    /** Whether a record lies before where the topic ended when this was opened. */
    boolean isBeforeEnd(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()));
    }

    private ReportException unreadable(KafkaException e) {
        return new ReportException("Topic " + topic + " cannot be read from " + brokers + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
