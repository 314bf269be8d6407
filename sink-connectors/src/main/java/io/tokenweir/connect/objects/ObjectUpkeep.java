package io.tokenweir.connect.objects;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * What is done to a store of objects now and then, while the sink may go on writing: merge, expire, list. Owns the store for
 * as long as it is open. One thread.
 */
public final class ObjectUpkeep implements AutoCloseable {
    private final ObjectStore store;
    private final String url;
    private final List<String> topics;

    /** What a compaction made of one partition: {@code sources} objects became {@code targets} with {@code rows} rows. */
    public record Compacted(TopicPartition partition, int sources, int targets, long rows) {}

    /** What expired of one partition, and the position at which its chain begins now. */
    public record Expired(TopicPartition partition, int objects, long rows, long head) {}

    /** A list of a topic's objects, and where it lies. */
    public record Manifest(String topic, int objects, long rows, String path) {}

    private ObjectUpkeep(ObjectStore store, String url, List<String> topics) {
        this.store = store;
        this.url = url;
        this.topics = topics;
    }

    /** @param topics full names; none: every topic that is there */
    public static ObjectUpkeep open(String storeUrl, Map<String, String> storeSettings, List<String> topics)
            throws IOException {
        Map<String, String> settings = new HashMap<>(storeSettings);
        settings.put(ObjectSinkConfig.STORE_URL, storeUrl);
        ObjectStore store = new ObjectSinkConfig(settings).openStore();
        return new ObjectUpkeep(store, storeUrl, topics.isEmpty() ? ObjectTopics.of(store) : topics);
    }

    /** Merges small objects into big ones below {@code _compacted/}; {@link ChainCompactor} says how. */
    public List<Compacted> compact(long targetBytes, boolean tail) throws IOException {
        ChainCompactor compactor = new ChainCompactor(store, targetBytes, tail);
        List<Compacted> results = new ArrayList<>();
        for (StoredChain chain : chains()) {
            results.add(compactor.compact(chain));
        }
        return results;
    }

    /** Deletes what is older; {@link ChainExpirer} says how. */
    public List<Expired> expire(Instant before, boolean onlyCompacted) throws IOException {
        ChainExpirer expirer = new ChainExpirer(store, before, onlyCompacted);
        List<Expired> results = new ArrayList<>();
        for (StoredChain chain : chains()) {
            results.add(expirer.expire(chain));
        }
        return results;
    }

    /** Writes the list of each topic's objects. */
    public List<Manifest> manifests() throws IOException {
        String base = (url.startsWith("file://") ? url.substring("file://".length()) : url).replaceAll("/+$", "") + "/";
        Manifests manifests = new Manifests(store, base);
        List<Manifest> results = new ArrayList<>();
        for (String topic : topics) {
            results.add(manifests.write(topic));
        }
        return results;
    }

    private List<StoredChain> chains() throws IOException {
        List<StoredChain> chains = new ArrayList<>();
        for (String topic : topics) {
            chains.addAll(StoredChain.of(store, topic, store.keys(topic + "/")));
        }
        return chains;
    }

    @Override
    public void close() {
        store.close();
    }
}
