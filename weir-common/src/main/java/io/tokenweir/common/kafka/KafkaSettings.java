package io.tokenweir.common.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.tokenweir.topics.Topic;

/**
 * Where the cluster and the registry are, and what every client of ours is told.
 *
 * <p>Immutable; safe to share. {@code clientProperties} is the operator's {@code --kafka-config} file: SASL, TLS, registry
 * authentication, anything that a Kafka client or our serdes take; it wins over the defaults set here.
 *
 * @param partitions how many partitions the topics spread by account or series get when we create them
 */
public record KafkaSettings(
        String bootstrapServers,
        String schemaRegistryUrl,
        String topicPrefix,
        int partitions,
        short replicationFactor,
        Map<String, String> clientProperties) {

    /** Partition count of topics that are spread, unless the operator says otherwise. */
    public static final int DEFAULT_PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    public KafkaSettings {
        clientProperties = Map.copyOf(clientProperties);
    }

    /** Settings for one embedded broker. */
    public static KafkaSettings local(String bootstrapServers, String schemaRegistryUrl) {
        return new KafkaSettings(bootstrapServers, schemaRegistryUrl, "", DEFAULT_PARTITIONS, (short) 1, Map.of());
    }

    public KafkaSettings withTopicPrefix(String prefix) {
        return new KafkaSettings(
                bootstrapServers, schemaRegistryUrl, prefix, partitions, replicationFactor, clientProperties);
    }

    /** The topic's name on the cluster. */
    public String topic(Topic topic) {
        return topic.name(topicPrefix);
    }

    /** Common to every client: brokers, registry, the operator's own settings. */
    public Map<String, Object> client(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("schema.registry.url", schemaRegistryUrl);
        config.put("client.id", clientId);
        config.putAll(clientProperties);
        return config;
    }

    /**
     * For producers of byte arrays: acks from all replicas, idempotent, zstd at its fastest: with lz4, the
     * chunks of slow streams weigh a third more, for the same CPU time. They linger for long, because every batch costs
     * both sides; who cannot wait flushes.
     */
    public Map<String, Object> producer(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put("acks", "all");
        config.put("enable.idempotence", "true");
        config.put("compression.type", "zstd");
        config.put("compression.zstd.level", "1");
        config.put("linger.ms", "1000");
        config.put("batch.size", Integer.toString(128 * 1024));
        config.put("buffer.memory", Long.toString(32L * 1024 * 1024));
        config.put("delivery.timeout.ms", "120000");
        config.putAll(client(clientId));
        config.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        config.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        return config;
    }

    /**
     * For producers whose events may wait: a broker that is away for half an hour loses nothing that was handed over. Who waits
     * bounds what waits.
     */
    public Map<String, Object> patientProducer(String clientId) {
        Map<String, Object> config = producer(clientId);
        config.put("delivery.timeout.ms", Long.toString(PATIENCE.toMillis()));
        config.put("max.block.ms", Long.toString(PATIENCE.toMillis()));
        config.putAll(clientProperties);
        return config;
    }

    /** For consumers of committed byte arrays that read from the beginning; without a group unless one is put in. */
    public Map<String, Object> consumer(String clientId) {
        Map<String, Object> config = new HashMap<>();
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", "false");
        config.putAll(client(clientId));
        config.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        config.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        return config;
    }
}
