package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;

/**
 * Proves for a store that the objects of every partition form one chain: each begins where the one before it ended, so no
 * offset is stored twice and none is missing.
 */
public final class ObjectChainVerifier {
    private static final String URL = ObjectSinkConfig.STORE_URL;

    private ObjectChainVerifier() {}

    /**
     * The chain of one partition.
     *
     * @param objects objects found
     * @param rows rows in them
     * @param firstOffset start of the first object
     * @param nextOffset end of the last object + 1
     * @param faults one sentence for each gap, overlap or misnamed object; empty when the chain is whole
     */
    public record Chain(
            TopicPartition partition, int objects, long rows, long firstOffset, long nextOffset, List<String> faults) {
        public boolean isWhole() {
            return faults.isEmpty();
        }
    }

    /**
     * Verifies the objects of {@code topics} below {@code storeUrl}.
     *
     * @param storeSettings the sink's {@code s3.*} settings; empty for {@code file://}
     * @return one chain per partition that has objects, by topic and partition
     */
    public static List<Chain> verify(String storeUrl, Map<String, String> storeSettings, List<String> topics)
            throws IOException {
        Map<String, String> settings = new HashMap<>(storeSettings);
        settings.put(URL, storeUrl);
        try (ObjectStore store = new ObjectSinkConfig(settings).openStore()) {
            return verify(store, topics);
        }
    }

    static List<Chain> verify(ObjectStore store, List<String> topics) throws IOException {
        List<Chain> chains = new ArrayList<>();
        for (String topic : topics) {
            Map<Integer, TreeMap<Long, List<String>>> byStart = new TreeMap<>();
            for (String key : store.keys(topic + "/")) {
                ObjectKeys.parse(key)
                        .filter(name -> name.topic().equals(topic))
                        .ifPresent(name -> byStart.computeIfAbsent(name.partition(), p -> new TreeMap<>())
                                .computeIfAbsent(name.start(), start -> new ArrayList<>())
                                .add(key));
            }
            for (Map.Entry<Integer, TreeMap<Long, List<String>>> entry : byStart.entrySet()) {
                chains.add(walk(store, new TopicPartition(topic, entry.getKey()), entry.getValue()));
            }
        }
        return chains;
    }

    private static Chain walk(ObjectStore store, TopicPartition partition, TreeMap<Long, List<String>> byStart)
            throws IOException {
        List<String> faults = new ArrayList<>();
        long next = byStart.firstKey();
        long rows = 0;
        int objects = 0;
        for (List<String> keys : byStart.values()) {
            for (String key : keys) {
                ChunkInfo info = store.describe(key)
                        .orElseThrow(() -> new IOException("The object " + key + " was listed but is gone."));
                long start = ObjectKeys.parse(key).orElseThrow().start();
                if (start != info.start()) {
                    faults.add(key + " says that it starts at " + info.start() + ": it was renamed.");
                }
                if (start > next) {
                    faults.add("Offsets " + next + " to " + (start - 1) + " are missing before " + key + ".");
                } else if (start < next) {
                    faults.add("Offsets " + start + " to " + Math.min(next - 1, info.end()) + " are stored again in "
                            + key + ".");
                }
                next = Math.max(next, info.end() + 1);
                rows += info.rows();
                objects++;
            }
        }
        return new Chain(partition, objects, rows, byStart.firstKey(), next, List.copyOf(faults));
    }
}
