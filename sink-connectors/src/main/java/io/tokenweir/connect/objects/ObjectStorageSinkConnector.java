package io.tokenweir.connect.objects;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

import io.tokenweir.connect.ConnectorVersion;
import io.tokenweir.connect.UnknownKeys;

/**
 * Kafka Connect sink that writes records as Parquet objects to a folder or an S3-compatible store, each record exactly
 * once ({@link ObjectChain} says how). Needs a value converter that yields structs.
 */
public final class ObjectStorageSinkConnector extends SinkConnector {
    private final ObjectChecks checks = new ObjectChecks();
    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> props) {
        settings = Map.copyOf(props);
        UnknownKeys.warn(getClass(), checks.definition(), settings);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ObjectStorageSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, settings);
    }

    @Override
    public void stop() {
        // tasks hold everything
    }

    @Override
    public ConfigDef config() {
        return checks.definition();
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        return checks.validate(connectorConfigs);
    }

    /** Refuses every offset but the one at which the stored objects end ({@link OffsetAlteration}). */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        ObjectSinkConfig config = new ObjectSinkConfig(connectorConfig);
        try (ObjectStore store = config.openStore()) {
            new OffsetAlteration(store, config.keys(), config.getString(ObjectSinkConfig.STORE_URL)).check(offsets);
        }
        return true;
    }

    @Override
    public String version() {
        return ConnectorVersion.get();
    }
}
