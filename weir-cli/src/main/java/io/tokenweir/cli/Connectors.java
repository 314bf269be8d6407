package io.tokenweir.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/**
 * The settings under which our sinks run, here or, copied into a request, in any Connect cluster.
 *
 * @param scrapePort where Prometheus may scrape; {@link #ANY_PORT}: a free port, {@link #NO_SCRAPE}: nowhere
 * @param objectsUrl {@code file:///folder} or {@code s3://bucket/prefix}; null: no object sink
 * @param remoteWriteUrl where to push samples; null: nowhere
 * @param rotateMillis age at which an object is published
 */
record Connectors(
        String scrapeHost,
        int scrapePort,
        String objectsUrl,
        String remoteWriteUrl,
        long rotateMillis,
        Map<String, String> extra) {
    /** Windows come each second, so a second and a half of silence is the end of a run: then objects are published at once. */
    private static final long IDLE_MILLIS = 1_500;

    static final int ANY_PORT = 0;
    static final int NO_SCRAPE = -1;

    static final List<Topic> PROMETHEUS_TOPICS = List.of(Topic.METRICS);
    static final List<Topic> OBJECT_TOPICS = List.of(Topic.METRICS, Topic.RUN_RESULTS, Topic.REQUESTS);

    boolean scrapes() {
        return scrapePort != NO_SCRAPE;
    }

    boolean wantsPrometheus() {
        return scrapes() || remoteWriteUrl != null;
    }

    boolean wantsObjects() {
        return objectsUrl != null;
    }

    static String prometheusName(KafkaSettings settings) {
        return settings.topicPrefix() + "weir-prometheus";
    }

    static String objectsName(KafkaSettings settings) {
        return settings.topicPrefix() + "weir-objects";
    }

    /** The consumer group that Connect gives a sink of that name. */
    static String group(String connector) {
        return "connect-" + connector;
    }

    /** Every connector wanted, by name. */
    Map<String, Map<String, String>> all(KafkaSettings settings) {
        Map<String, Map<String, String>> connectors = new LinkedHashMap<>();
        if (wantsPrometheus()) {
            connectors.put(prometheusName(settings), prometheus(settings));
        }
        if (wantsObjects()) {
            connectors.put(objectsName(settings), objects(settings));
        }
        return connectors;
    }

    /** Which topics each consumer group must have read when a run is over. */
    Map<String, List<Topic>> groups(KafkaSettings settings) {
        Map<String, List<Topic>> groups = new LinkedHashMap<>();
        if (wantsPrometheus()) {
            groups.put(group(prometheusName(settings)), PROMETHEUS_TOPICS);
        }
        if (wantsObjects()) {
            groups.put(group(objectsName(settings)), OBJECT_TOPICS);
        }
        return groups;
    }

    /** Settings of the worker itself: the operator's client settings, for it and for the consumers that it makes. */
    static Map<String, String> worker(KafkaSettings settings) {
        Map<String, String> worker = new HashMap<>(settings.clientProperties());
        settings.clientProperties().forEach((key, value) -> worker.put("consumer." + key, value));
        worker.put("consumer.isolation.level", "read_committed");
        worker.put("consumer.auto.offset.reset", "earliest");
        worker.put("consumer.fetch.max.wait.ms", "100");
        worker.put("offset.flush.interval.ms", "1000");
        return worker;
    }

    private Map<String, String> prometheus(KafkaSettings settings) {
        Map<String, String> config =
                common(settings, "io.tokenweir.connect.prometheus.PrometheusSinkConnector", PROMETHEUS_TOPICS, true);
        config.put("window.seconds", "1");
        if (scrapes()) {
            config.put("scrape.host", scrapeHost);
            config.put("scrape.port", Integer.toString(scrapePort));
        }
        if (remoteWriteUrl != null) {
            config.put("remote.write.url", remoteWriteUrl);
        }
        return config;
    }

    private Map<String, String> objects(KafkaSettings settings) {
        Map<String, String> config =
                common(settings, "io.tokenweir.connect.objects.ObjectStorageSinkConnector", OBJECT_TOPICS, false);
        config.put("store.url", objectsUrl);
        config.put("topics.without.time", settings.topic(Topic.RUN_RESULTS));
        config.put("rotate.interval.ms", Long.toString(rotateMillis));
        config.put("rotate.idle.ms", Long.toString(Math.min(rotateMillis, IDLE_MILLIS)));
        config.put("buffer.max.bytes", Long.toString(32L << 20));
        config.putAll(extra);
        return config;
    }

    private static Map<String, String> common(
            KafkaSettings settings, String connectorClass, List<Topic> topics, boolean avroKeys) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", connectorClass);
        config.put("tasks.max", "1");
        config.put("topics", topics.stream().map(settings::topic).collect(Collectors.joining(",")));
        converter(config, "value", settings);
        if (avroKeys) {
            converter(config, "key", settings);
        } else {
            // Keys of weir.requests are plain text, those of the results Avro: rows hold the key's fields anyway.
            config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        }
        return config;
    }

    private static void converter(Map<String, String> config, String side, KafkaSettings settings) {
        String name = side + ".converter";
        config.put(name, "io.tokenweir.connect.avro.WeirAvroConverter");
        config.put(name + ".schema.registry.url", settings.schemaRegistryUrl());
        settings.clientProperties().forEach((key, value) -> {
            if (key.startsWith("basic.auth.") || key.startsWith("bearer.auth.") || key.startsWith("schema.registry.")) {
                config.put(name + "." + key, value);
            }
        });
    }
}
