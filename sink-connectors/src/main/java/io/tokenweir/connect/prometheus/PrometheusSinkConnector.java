package io.tokenweir.connect.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
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
 * Kafka Connect sink that brings window results (topic weir.metrics) to Prometheus: by remote write, with native
 * histograms, and by an endpoint to be scraped. Needs our Avro converter, or any that yields the same structs.
 */
public final class PrometheusSinkConnector extends SinkConnector {
    /** Tells a task which one it is; put in by the connector, no setting. */
    static final String TASK_INDEX = "task.index";

    private final PrometheusChecks checks = new PrometheusChecks();
    private Map<String, String> settings = Map.of();
    private boolean scrapes;

    @Override
    public void start(Map<String, String> props) {
        settings = Map.copyOf(props);
        scrapes = new PrometheusSinkConfig(settings).scrapes();
        UnknownKeys.warn(getClass(), checks.definition(), settings);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PrometheusSinkTask.class;
    }

    /** One task where there is an endpoint, because two cannot listen on one port; else as many as wanted. */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int task = 0; task < (scrapes ? 1 : maxTasks); task++) {
            Map<String, String> own = new HashMap<>(settings);
            own.put(TASK_INDEX, Integer.toString(task));
            tasks.add(own);
        }
        return tasks;
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

    /**
     * Any offset can be followed: the sink goes on where the consumer group says. Samples that are written again are the
     * same, so a server takes them or, where they are older than it accepts, refuses them row by row.
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        return true;
    }

    @Override
    public String version() {
        return ConnectorVersion.get();
    }
}
