package io.tokenweir.platform;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Keeps what it takes, per topic, in memory. */
public final class CollectingSink extends SinkConnector {
    static final String POISON = "poison";

    private static final Map<String, Queue<Object>> TAKEN = new ConcurrentHashMap<>();

    static Collection<Object> taken(String topic) {
        return TAKEN.getOrDefault(topic, new ConcurrentLinkedQueue<>());
    }

    @Override
    public void start(Map<String, String> config) {}

    @Override
    public Class<? extends Task> taskClass() {
        return CollectingTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, Map.of());
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "1";
    }

    /** One task. */
    public static final class CollectingTask extends SinkTask {
        @Override
        public void start(Map<String, String> config) {}

        @Override
        public void put(Collection<SinkRecord> records) {
            for (SinkRecord record : records) {
                if (POISON.equals(record.value())) {
                    throw new ConnectException("The test's sink cannot take " + record.value() + ".");
                }
                TAKEN.computeIfAbsent(record.topic(), topic -> new ConcurrentLinkedQueue<>())
                        .add(record.value());
            }
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "1";
        }
    }
}
