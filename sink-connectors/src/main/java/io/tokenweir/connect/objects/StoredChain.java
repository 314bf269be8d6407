package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;

/**
 * The objects of one partition as a store lists them, from the chain's head on, by start and then by key.
 *
 * @param objects each with what it says of itself
 * @param expired keys of objects that lie before the head: deleted in the past, or about to be
 * @param faults objects that say nothing readable
 */
record StoredChain(
        TopicPartition partition,
        ChainHead head,
        List<StoredObject> objects,
        List<String> expired,
        List<String> faults) {

    /** One object of the chain. */
    record StoredObject(String key, ObjectKeys.Name name, ChunkInfo info) {}

    /** Where the chain goes on. */
    long next() {
        return objects.isEmpty()
                ? head.position()
                : objects.get(objects.size() - 1).info().end() + 1;
    }

    /** Rows and hash of everything before an offset, expired or not. */
    ChainHead upTo(long offset) {
        long rows = head.rows();
        long hash = head.hash();
        for (StoredObject object : objects) {
            if (object.info().end() < offset) {
                rows += object.info().rows();
                hash += object.info().hash().orElse(0);
            }
        }
        return new ChainHead(offset, rows, hash);
    }

    /** The chains of a topic. */
    static List<StoredChain> of(ObjectStore store, String topic, List<String> keys) throws IOException {
        Map<Integer, TreeMap<String, ObjectKeys.Name>> partitions = new TreeMap<>();
        for (String key : keys) {
            ObjectKeys.parse(key)
                    .filter(name -> name.topic().equals(topic))
                    .ifPresent(name -> partitions
                            .computeIfAbsent(name.partition(), p -> new TreeMap<>())
                            .put(key.substring(key.lastIndexOf('+') + 1) + key, name));
        }
        List<StoredChain> chains = new ArrayList<>();
        for (Map.Entry<Integer, TreeMap<String, ObjectKeys.Name>> entry : partitions.entrySet()) {
            chains.add(read(store, new TopicPartition(topic, entry.getKey()), entry.getValue()));
        }
        return chains;
    }

    /** @param byStart names by start and key */
    private static StoredChain read(
            ObjectStore store, TopicPartition partition, TreeMap<String, ObjectKeys.Name> byStart) throws IOException {
        ChainHead head = ChainHead.read(store, partition);
        StoredChain chain = new StoredChain(partition, head, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Map.Entry<String, ObjectKeys.Name> entry : byStart.entrySet()) {
            ObjectKeys.Name name = entry.getValue();
            String key = entry.getKey().substring(entry.getKey().indexOf(".parquet") + ".parquet".length());
            if (name.start() < head.position()) {
                chain.expired.add(key);
                continue;
            }
            try {
                ChunkInfo info = store.describe(key)
                        .orElseThrow(() -> new IOException("The object " + key + " was listed but is gone."));
                chain.objects.add(new StoredObject(key, name, info));
            } catch (IllegalStateException e) {
                chain.faults.add(e.getMessage());
            }
        }
        return chain;
    }
}
