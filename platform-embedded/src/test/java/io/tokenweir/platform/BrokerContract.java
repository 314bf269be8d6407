package io.tokenweir.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import io.tokenweir.topics.Topic;

/** What the pipeline needs of a broker; every kind of broker is held to it. */
abstract class BrokerContract {
    private final String topic = "contract-" + UUID.randomUUID();

    abstract String bootstrapServers();

    @Test
    void givesBackWhatWasAcknowledgedInOrder() throws Exception {
        create(Map.of());
        List<String> sent =
                IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
        try (var producer = producer(Map.of())) {
            sent.forEach(value -> producer.send(new ProducerRecord<>(topic, 0, null, value)));
            producer.flush();
        }

        assertThat(read(sent.size())).isEqualTo(sent);
    }

    @Test
    void showsReadersOfCommittedRecordsNoAbortedOnes() throws Exception {
        create(Map.of());
        try (var producer = producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, null, "aborted"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, null, "committed"));
            producer.commitTransaction();
        }

        assertThat(read(1)).containsExactly("committed");
    }

    @Test
    void keepsTheSettingsThatATopicOfOursAsksFor() throws Exception {
        create(Topic.REQUESTS.settings());

        try (Admin admin = admin()) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            assertThat(Topic.REQUESTS.settings())
                    .allSatisfy((name, value) ->
                            assertThat(config.get(name).value()).isEqualTo(value));
        }
    }

    @Test
    void remembersHowFarAGroupHasRead() throws Exception {
        create(Map.of());
        try (var producer = producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, 0, null, "first"));
            producer.send(new ProducerRecord<>(topic, 0, null, "second")).get();
        }

        assertThat(readInGroup(1)).containsExactly("first");
        assertThat(readInGroup(1)).containsExactly("second");
    }

    private void create(Map<String, String> settings) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", bootstrapServers());
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    private List<String> read(int count) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            return poll(consumer, count);
        }
    }

    private List<String> readInGroup(int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "group.id",
                topic,
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                1,
                "enable.auto.commit",
                false);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> values = poll(consumer, count);
            consumer.commitSync();
            return values;
        }
    }

    private static List<String> poll(KafkaConsumer<String, String> consumer, int count) {
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (values.size() < count && System.nanoTime() < deadline) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                values.add(record.value());
            }
        }
        return values;
    }
}
