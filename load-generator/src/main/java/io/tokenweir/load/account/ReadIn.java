package io.tokenweir.load.account;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions from their beginning, and tells when each has been read to where it ended when it came. Owned by the consumer's thread. */
final class ReadIn {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> withoutEnd = new HashSet<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    ReadIn(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** In the consumer's callback, where it must not ask the broker for anything. */
    void begin(Collection<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
        withoutEnd.addAll(partitions);
    }

    void forget(Collection<TopicPartition> partitions) {
        withoutEnd.removeAll(partitions);
        partitions.forEach(ends::remove);
    }

    /** After each poll: the partitions that have been read to their end, once. */
    List<Integer> whole() {
        if (!withoutEnd.isEmpty()) {
            ends.putAll(consumer.endOffsets(withoutEnd));
            withoutEnd.clear();
        }
        List<TopicPartition> whole = ends.entrySet().stream()
                .filter(end -> consumer.position(end.getKey()) >= end.getValue())
                .map(Map.Entry::getKey)
                .toList();
        whole.forEach(ends::remove);
        return whole.stream().map(TopicPartition::partition).toList();
    }
}
