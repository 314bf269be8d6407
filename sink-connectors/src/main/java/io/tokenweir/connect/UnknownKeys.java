package io.tokenweir.connect;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.LoggerFactory;

/** Warns of settings that neither the connector nor Connect itself knows: most likely a typing error. */
public final class UnknownKeys {
    private static final List<String> CONNECT = List.of(
            "name",
            "connector.",
            "tasks.",
            "topics",
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "errors.",
            "config.",
            "consumer.override.",
            "producer.override.",
            "admin.override.",
            "task.",
            "exactly.once.",
            "offsets.");

    private UnknownKeys() {}

    public static void warn(Class<? extends SinkConnector> connector, ConfigDef known, Map<String, String> settings) {
        TreeSet<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(known.names());
        unknown.removeIf(key -> CONNECT.stream().anyMatch(key::startsWith));
        if (!unknown.isEmpty()) {
            // Not the fluent methods of SLF4J 2: in a worker it is Kafka's SLF4J, 1.7.
            LoggerFactory.getLogger(connector)
                    .warn("The settings {} are not known and have no effect; known are {}", unknown, known.names());
        }
    }
}
