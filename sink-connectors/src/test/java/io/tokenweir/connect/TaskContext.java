package io.tokenweir.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Remembers what a sink task asks of Connect. */
public final class TaskContext implements SinkTaskContext {
    public final Map<TopicPartition, Long> offsets = new HashMap<>();
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
        throw new UnsupportedOperationException();
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
