package io.tokenweir.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.Vantage;
import io.tokenweir.registry.SchemaRegistryClient;
import io.tokenweir.serde.WeirAvroDeserializer;
import io.tokenweir.serde.WeirAvroSerializer;

/** Our serdes and client against our broker and registry. */
class RegistryClientIT {
    private static final EmbeddedPlatform PLATFORM = SharedPlatform.get();

    private final String topic = "client-" + UUID.randomUUID();
    private final SeriesKey record =
            new SeriesKey("run-1", 0, Vantage.GENERATOR, Grouping.MODEL, "s", "ramp", "openai", "gpt", "", "", "");

    @Test
    void carriesRecordsThroughKafkaByPropertiesAlone() throws Exception {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", PLATFORM.bootstrapServers());
        config.put("schema.registry.url", PLATFORM.schemaRegistryUrl());
        config.put("key.serializer", WeirAvroSerializer.class);
        config.put("value.serializer", WeirAvroSerializer.class);
        config.put("key.deserializer", WeirAvroDeserializer.class);
        config.put("value.deserializer", WeirAvroDeserializer.class);
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<SeriesKey, SeriesKey> producer = new KafkaProducer<>(config)) {
            producer.send(new ProducerRecord<>(topic, record, record)).get();
        }
        try (KafkaConsumer<SeriesKey, SeriesKey> consumer = new KafkaConsumer<>(config)) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());

            var received = consumer.poll(Duration.ofSeconds(20)).iterator().next();
            assertThat(received.key()).isEqualTo(record);
            assertThat(received.value()).isEqualTo(record);
        }
        assertThat(SchemaRegistryClient.of(PLATFORM.schemaRegistryUrl())
                        .latest(topic + "-value")
                        .version())
                .isEqualTo(1);
    }

    @Test
    void aRegistryWithAPasswordLetsOnlyThoseInWhoKnowIt() {
        try (EmbeddedRegistry guarded = EmbeddedRegistry.start(PLATFORM.bootstrapServers(), 0, "weir:s3cret")) {
            Map<String, String> right =
                    Map.of("schema.registry.url", guarded.url(), "basic.auth.user.info", "weir:s3cret");
            Map<String, String> wrong = Map.of("schema.registry.url", guarded.url(), "basic.auth.user.info", "weir:x");

            int id = SchemaRegistryClient.of(right).register(topic, SeriesKey.getClassSchema());

            assertThat(SchemaRegistryClient.of(right).schemaById(id)).isNotNull();
            assertThatThrownBy(() -> SchemaRegistryClient.of(wrong).schemaById(id))
                    .hasMessageContaining("Check basic.auth.user.info")
                    .hasMessageNotContaining("weir:x");
        }
    }

    @Test
    void answersInMillisecondsOnAKeptConnection() {
        SchemaRegistryClient registry = SchemaRegistryClient.of(PLATFORM.schemaRegistryUrl());
        registry.register(topic, SeriesKey.getClassSchema());
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            registry.latest(topic);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }

        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(30));
    }
}
