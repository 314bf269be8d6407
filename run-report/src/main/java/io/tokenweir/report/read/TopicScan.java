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
 * Reads a whole topic once, from its beginning (or an instant) to where it ended when the scan began; committed records only. Per partition
 * the records come in order. One scan uses one consumer without a group, and holds no record.
 */
public final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long STUCK_NANOS = Duration.ofSeconds(60).toNanos();

    private TopicScan() {}

    /**
     * Shows every record to the visitor, on the calling thread.
     *
     * @throws ReportException when the topic is not there, the broker does not answer, or nothing comes for a minute
     */
    public static void read(KafkaSettings settings, String topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        read(settings, topic, 0, visitor);
    }

    /**
     * The same, but passes over records that were written before an instant.
     *
     * @param sinceMillis by the time stamps of the records; 0: from the beginning
     */
    public static void read(
            KafkaSettings settings, String topic, long sinceMillis, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        Map<String, Object> config = settings.consumer("weir-report-" + topic);
        config.put("allow.auto.create.topics", "false");
        // A consumer's close waits for its last fetch, which would wait this long for records that do not come.
        config.put("fetch.max.wait.ms", "20");
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            if (found == null || found.isEmpty()) {
                throw new ReportException("Topic " + topic + " is not on the broker at " + settings.bootstrapServers()
                        + "; look whether broker and topic prefix are those of the run.");
            }
            List<TopicPartition> partitions = found.stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            if (sinceMillis == 0) {
                consumer.seekToBeginning(partitions);
            } else {
                seek(consumer, partitions, sinceMillis, ends);
            }
            drain(consumer, ends, visitor);
        } catch (KafkaException e) {
            throw new ReportException(
                    "Topic " + topic + " cannot be read from " + settings.bootstrapServers() + ": " + e.getMessage(),
                    e);
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            long sinceMillis,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, sinceMillis));
        consumer.offsetsForTimes(times)
                .forEach((partition, at) -> consumer.seek(partition, at == null ? ends.get(partition) : at.offset()));
    }

    private static void drain(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        long lastProgress = System.nanoTime();
        while (!reached(consumer, ends)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    visitor.accept(record);
                }
            }
            if (!records.isEmpty()) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > STUCK_NANOS) {
                throw new ReportException("Reading stopped short of the end of "
                        + ends.keySet().iterator().next().topic() + ": the broker sent nothing for a minute.");
            }
        }
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
