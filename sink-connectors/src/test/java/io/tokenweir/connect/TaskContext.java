package io.tokenweir.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Remembers what a sink task asks of Connect. */
public class TaskContext implements SinkTaskContext {
    public final Map<TopicPartition, Long> offsets = new HashMap<>();
    private final Map<String, Gauge<?>> metrics = new HashMap<>();
    public final List<SinkRecord> reported = new ArrayList<>();
    public final List<String> causes = new ArrayList<>();
    public long timeoutMillis = -1;
    public int commitsRequested;

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> more) {
        offsets.putAll(more);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        offsets.put(partition, offset);
    }

    @Override
    public void timeout(long millis) {
        timeoutMillis = millis;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(TopicPartition... partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requestCommit() {
        commitsRequested++;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return new PluginMetrics() {
            @Override
            public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
                return new MetricName(name, "plugins", description, tags);
            }

            @Override
            public void addMetric(MetricName name, MetricValueProvider<?> value) {
                metrics.put(name.name(), (Gauge<?>) value);
            }

            @Override
            public void removeMetric(MetricName name) {
                metrics.remove(name.name());
            }

            @Override
            public Sensor addSensor(String name) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void removeSensor(String name) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** What the task's metric of that name says now. */
    public double metric(String name) {
        return ((Number) metrics.get(name).value(null, 0)).doubleValue();
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return (record, cause) -> {
            reported.add(record);
            causes.add(cause.getMessage());
            return CompletableFuture.completedFuture(null);
        };
    }
}
