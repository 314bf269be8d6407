package io.tokenweir.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import picocli.CommandLine.Option;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;

/** Where the cluster and the registry are: the same options on every command that needs them. */
class ClusterOptions {
    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Kafka brokers.")
    private String bootstrapServers;

    @Option(
            names = "--schema-registry-url",
            paramLabel = "URL",
            description = "Confluent-compatible schema registry; several, separated by commas, are tried in turn.")
    private String schemaRegistryUrl;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "Put before every topic name.")
    private String topicPrefix;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "Properties for every Kafka client and the registry client: SASL, TLS, basic.auth.user.info, …")
    private Path kafkaConfig;

    String topicPrefix() {
        return topicPrefix;
    }

    boolean given() {
        return bootstrapServers != null;
    }

    /** The settings, of a broker that answers; a sentence when an address is missing or nobody is there. */
    KafkaSettings settings() {
        KafkaSettings settings = declared();
        TopicAdmin.requireBroker(settings);
        return settings;
    }

    /** The settings as they are given; a sentence when an address is missing. */
    KafkaSettings declared() {
        if (bootstrapServers == null || schemaRegistryUrl == null) {
            throw Failure.usage("Name the cluster with --bootstrap-servers HOST:PORT and --schema-registry-url URL; "
                    + "./weir broker starts both here.");
        }
        return on(bootstrapServers, schemaRegistryUrl);
    }

    /** The same options with the addresses of a platform that we started ourselves. */
    KafkaSettings on(String brokers, String registry) {
        return on(brokers, registry, KafkaSettings.DEFAULT_PARTITIONS, (short) 1);
    }

    /** The same, with the shape of topics that we create. */
    final KafkaSettings on(String brokers, String registry, int partitions, short replicationFactor) {
        return new KafkaSettings(brokers, registry, topicPrefix, partitions, replicationFactor, clientProperties());
    }

    private Map<String, String> clientProperties() {
        if (kafkaConfig == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
            properties.load(reader);
        } catch (IOException e) {
            throw Failure.usage("The Kafka settings " + kafkaConfig + " cannot be read: " + e.getMessage() + ".");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
