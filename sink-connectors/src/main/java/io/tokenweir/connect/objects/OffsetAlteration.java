package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Judges a wish to move the connector's offsets. Where a partition goes on is what its stored objects say, not what the
 * consumer group says: any other offset would be ignored at the next start, and who believes to have skipped or repeated
 * records would be wrong. So all but the chain's own position is refused.
 */
final class OffsetAlteration {
    private final ObjectStore store;
    private final ObjectKeys keys;
    private final String storeUrl;

    OffsetAlteration(ObjectStore store, ObjectKeys keys, String storeUrl) {
        this.store = store;
        this.keys = keys;
        this.storeUrl = storeUrl;
    }

    /** @param wanted by partition the next offset to be read; null: from the beginning */
    void check(Map<TopicPartition, Long> wanted) {
        Map<String, Set<Integer>> byTopic = new HashMap<>();
        wanted.keySet()
                .forEach(partition -> byTopic.computeIfAbsent(partition.topic(), topic -> new HashSet<>())
                        .add(partition.partition()));
        ChainEnds ends = new ChainEnds(store, keys);
        for (Map.Entry<String, Set<Integer>> topic : byTopic.entrySet()) {
            Map<Integer, Long> positions;
            try {
                positions = ends.positions(topic.getKey(), topic.getValue());
            } catch (IOException e) {
                throw new ConnectException(
                        "Whether the offsets may be altered cannot be said, because " + storeUrl + " cannot be listed ("
                                + e.getMessage() + "); try again when it is up.",
                        e);
            }
            positions.forEach((number, position) -> {
                TopicPartition partition = new TopicPartition(topic.getKey(), number);
                Long offset = wanted.get(partition);
                if ((offset == null ? 0 : offset) != position) {
                    throw refusal(partition, offset, position);
                }
            });
        }
    }

    private ConnectException refusal(TopicPartition partition, Long offset, long position) {
        return new ConnectException(partition + " cannot be set to " + (offset == null ? "its beginning" : offset)
                + (position == 0
                        ? ": " + storeUrl + " holds nothing of it, so the sink begins at its beginning"
                        : ": its objects in " + storeUrl + " end before offset " + position
                                + ", and there the sink goes on")
                + ", whatever the consumer group says. To write records again, or to begin elsewhere, name another"
                + " store.url (a new prefix will do).");
    }
}
