package io.tokenweir.streams;

import java.util.Map;

import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Builds a {@link WriteBehindStore} over an in-memory key-value store whose changelog is compacted early. */
final class WriteBehindStoreBuilder<K extends Comparable<K>, V> implements StoreBuilder<WriteBehindStore<K, V>> {
    // a state value is rewritten at every commit: small segments let the cleaner keep restoring short
    private static final Map<String, String> CHANGELOG = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", Integer.toString(16 * 1024 * 1024),
            "min.cleanable.dirty.ratio", "0.2",
            "delete.retention.ms", "60000");

    private final StoreBuilder<KeyValueStore<K, V>> durable;

    WriteBehindStoreBuilder(String name, StateCodec<K> keys, StateCodec<V> values) {
        durable = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), new StateSerde<>(keys), new StateSerde<>(values))
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    @Override
    public WriteBehindStore<K, V> build() {
        return new WriteBehindStore<>(durable.build());
    }

    @Override
    public StoreBuilder<WriteBehindStore<K, V>> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore<K, V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore<K, V>> withLoggingEnabled(Map<String, String> config) {
        durable.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<WriteBehindStore<K, V>> withLoggingDisabled() {
        durable.withLoggingDisabled();
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return durable.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return durable.loggingEnabled();
    }

    @Override
    public String name() {
        return durable.name();
    }
}
