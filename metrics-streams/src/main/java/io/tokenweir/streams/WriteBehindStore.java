package io.tokenweir.streams;

import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A {@link StateMap} on the heap in front of a standard in-memory store with a changelog.
 *
 * <p>A standard store decodes and encodes its value for each event; a sum of nine histograms makes that most of the cost of
 * a record. Here the changes of one commit interval are encoded once. They must reach the changelog inside the transaction
 * that commits the offsets, and Kafka Streams has no public hook before a commit: it flushes only stores that implement
 * the internal {@link CachedStateStore}. {@code TopologyTest} and the kill test in
 * {@code MetricsStreamsIT} hold Kafka to that.
 *
 * <p>One task owns it. The heap is filled from the durable store at first use after {@link #reload}, because restoring
 * from the changelog comes between opening a store and the first record.
 */
final class WriteBehindStore<K extends Comparable<K>, V> implements StateStore, CachedStateStore<K, V> {
    private final KeyValueStore<K, V> durable;
    private final StateMap<K, V> map = new StateMap<>();
    private boolean loaded;

    WriteBehindStore(KeyValueStore<K, V> durable) {
        this.durable = durable;
    }

    /** The state itself, as last committed and altered since. */
    StateMap<K, V> map() {
        if (!loaded) {
            Map<K, V> restored = new TreeMap<>();
            try (KeyValueIterator<K, V> all = durable.all()) {
                while (all.hasNext()) {
                    KeyValue<K, V> entry = all.next();
                    restored.put(entry.key, entry.value);
                }
            }
            map.restore(restored);
            loaded = true;
        }
        return map;
    }

    /** Forgets the heap: a task begins, perhaps after somebody else has written the store. */
    void reload() {
        loaded = false;
        map.restore(Map.of());
    }

    /** Called by Kafka Streams before each commit, within its transaction. */
    @Override
    public void flushCache() {
        if (loaded) {
            map.writeChanges(durable::put);
        }
    }

    @Override
    public void clearCache() {
        reload();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<K, V> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return durable.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        reload();
        durable.init(context, root);
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        durable.commit(changelogOffsets);
    }

    @Override
    public void close() {
        reload();
        durable.close();
    }

    @Override
    public boolean persistent() {
        return durable.persistent();
    }

    @Override
    public boolean isOpen() {
        return durable.isOpen();
    }
}
