package io.tokenweir.report.read;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the data of a partition ends. The end offset of a partition written in transactions lies behind a commit marker
 * that no sink ever consumes, so the last record that can be read is looked for, backwards in growing steps.
 */
final class DataEnds {
    private static final long FIRST_STEP = 16;

    private DataEnds() {}

    /** One past the last record, for every partition that has one. */
    static Map<TopicPartition, Long> of(KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> data = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long begin = beginnings.get(partition);
            long end = ends.get(partition);
            long last = -1;
            for (long step = FIRST_STEP; last < 0 && end > begin; step *= 8) {
                long from = Math.max(begin, end - step);
                last = lastBetween(consumer, partition, from, end);
                if (from == begin) {
                    break;
                }
            }
            if (last >= 0) {
                data.put(partition, last + 1);
            }
        }
        return data;
    }

    private static long lastBetween(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long last = -1;
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                last = record.offset() < end ? record.offset() : last;
            }
        }
        return last;
    }
}
