package io.tokenweir.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The compacted topic {@code _schemas} with one partition: all that a registry must not forget. */
final class SchemaTopic implements SchemaLog, AutoCloseable {
    private static final String NAME = "_schemas";
    private static final TopicPartition PARTITION = new TopicPartition(NAME, 0);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaProducer<String, String> producer;

    private SchemaTopic(KafkaProducer<String, String> producer) {
        this.producer = producer;
    }

    /** Makes the topic when missing and replays what is in it, oldest first. */
    static SchemaTopic open(String bootstrapServers, BiConsumer<String, String> replay) {
        ensure(bootstrapServers);
        replayAll(bootstrapServers, replay);
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers,
                "client.id", "weir-registry",
                "acks", "all",
                "linger.ms", "0",
                "max.block.ms", "20000",
                "request.timeout.ms", "10000",
                "delivery.timeout.ms", "20000");
        return new SchemaTopic(new KafkaProducer<>(config, new StringSerializer(), new StringSerializer()));
    }

    @Override
    public void append(String key, String value) {
        try {
            producer.send(new ProducerRecord<>(NAME, 0, key, value)).get();
        } catch (ExecutionException e) {
            throw new PlatformException("The registry cannot write to topic " + NAME + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private static void ensure(String bootstrapServers) {
        Map<String, String> settings = Map.of("cleanup.policy", "compact");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(NAME, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new PlatformException("The registry cannot create topic " + NAME + ": " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static void replayAll(String bootstrapServers, BiConsumer<String, String> replay) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "client.id", "weir-registry");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            while (consumer.position(PARTITION) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                    replay.accept(record.key(), record.value());
                }
            }
        }
    }
}
