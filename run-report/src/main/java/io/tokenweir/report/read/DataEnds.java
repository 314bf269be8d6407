package io.tokenweir.report.read;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the data of partitions ends. The end offset of a partition written in transactions lies behind a commit marker
 * that no sink ever consumes, so the last record that can be read is looked for, backwards in growing steps, in all
 * partitions at once. What was found stays true until the end offset moves, so asking again costs one question to the
 * broker. Not thread-safe.
 */
final class DataEnds {
    private static final long FIRST_STEP = 16;
    private static final int STEP_GROWTH = 8;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final boolean moving;
    private final Map<TopicPartition, Long> lookedUpTo = new HashMap<>();
    private final Map<TopicPartition, Long> dataEnds = new HashMap<>();

    /** @param consumer without a group; this class assigns its partitions */
    DataEnds(KafkaConsumer<byte[], byte[]> consumer) {
        this(consumer, true);
    }

    private DataEnds(KafkaConsumer<byte[], byte[]> consumer, boolean moving) {
        this.consumer = consumer;
        this.moving = moving;
    }

    /** Where the data of each partition ended when it was first asked for, while more is written. */
    static DataEnds onceAsked(KafkaConsumer<byte[], byte[]> consumer) {
        return new DataEnds(consumer, false);
    }

    /** One past the last record, for every partition that has one. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> moved = new HashMap<>();
        Collection<TopicPartition> asked = moving ? partitions : notAskedBefore(partitions);
        consumer.endOffsets(asked).forEach((partition, end) -> {
            if (!end.equals(lookedUpTo.put(partition, end))) {
                moved.put(partition, end);
            }
        });
        if (!moved.isEmpty()) {
            look(moved);
        }
        Map<TopicPartition, Long> found = new HashMap<>(dataEnds);
        found.keySet().retainAll(partitions);
        return found;
    }

    private Collection<TopicPartition> notAskedBefore(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .filter(partition -> !lookedUpTo.containsKey(partition))
                .toList();
    }

    private void look(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ends.keySet());
        Map<TopicPartition, Long> open = new HashMap<>(ends);
        open.entrySet().removeIf(end -> end.getValue() <= beginnings.get(end.getKey()));
        for (long step = FIRST_STEP; !open.isEmpty(); step *= STEP_GROWTH) {
            Map<TopicPartition, Long> from = new HashMap<>();
            for (Map.Entry<TopicPartition, Long> end : open.entrySet()) {
                from.put(end.getKey(), Math.max(beginnings.get(end.getKey()), end.getValue() - step));
            }
            read(from, open);
            // whatever is not found yet and has nothing before it holds no record
            open.keySet()
                    .removeIf(partition -> dataEnds.getOrDefault(partition, 0L) > from.get(partition)
                            || from.get(partition).equals(beginnings.get(partition)));
        }
    }

    private void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.get(partition)) {
                    dataEnds.merge(partition, record.offset() + 1, Math::max);
                }
            }
        }
    }
}
