package io.tokenweir.connect.objects;

import java.util.Collections;
import java.util.List;
import java.util.Map;

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
    private Map<String, String> settings = Map.of();

    @Override
    public void start(Map<String, String> props) {
        settings = Map.copyOf(props);
        UnknownKeys.warn(getClass(), ObjectSinkConfig.DEFINITION, settings);
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
        return ObjectSinkConfig.DEFINITION;
    }

    @Override
    public String version() {
        return ConnectorVersion.get();
    }
}
