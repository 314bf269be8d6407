package io.tokenweir.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.events.DeadLetter;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.report.query.ResultQuery.Format;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

class ResultQueryIT {
    @TempDir
    static Path folder;

    private static EmbeddedPlatform platform;

    @BeforeAll
    static void start() {
        platform = EmbeddedPlatform.inFolder(folder);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void showsTheWindowsThatMatchInTheOrderOfTheirTimesWhateverPartitionTheyLieIn() {
        KafkaSettings settings = cluster("order.");
        send(settings, Topic.METRICS, 0, "a", SyntheticWindow.of(2_000_000, "small", Map.of()));
        send(settings, Topic.METRICS, 0, "a", SyntheticWindow.of(3_000_000, "large", Map.of()));
        send(settings, Topic.METRICS, 1, "b", SyntheticWindow.of(1_000_000, "small", Map.of()));

        List<String> lines = new ArrayList<>();
        long matched = metrics(List.of("model=small"), Format.CSV, "windowStartMicros", "model")
                .run(settings, lines::add, () -> true);

        assertThat(matched).isEqualTo(2);
        assertThat(lines).containsExactly("windowStartMicros,model", "1000000,small", "2000000,small");
    }

    @Test
    void goesOnWithWhatComesUntilItIsToldToStop() {
        KafkaSettings settings = cluster("follow.");
        send(settings, Topic.METRICS, 0, "a", SyntheticWindow.of(1_000_000, "small", Map.of()));

        List<String> lines = new ArrayList<>();
        metrics(List.of(), Format.JSON, "windowStartMicros").run(settings, lines::add, () -> {
            if (lines.size() == 1) {
                send(settings, Topic.METRICS, 0, "a", SyntheticWindow.of(2_000_000, "small", Map.of()));
            }
            return lines.size() > 1;
        });

        assertThat(lines.get(0)).isEqualTo("{\"windowStartMicros\":1000000}");
        assertThat(lines.get(1)).isEqualTo("{\"windowStartMicros\":2000000}");
    }

    @Test
    void readsDeadLettersWithTheReasonAndTheOriginalPlace() {
        KafkaSettings settings = cluster("dead.");
        send(
                settings,
                Topic.DEAD_LETTERS,
                0,
                "k",
                new DeadLetter("weir.tokens", 3, 17L, "it is cut", "stage 1", 5L, null, null));

        List<String> lines = new ArrayList<>();
        new ResultQuery(ResultTopic.DEAD_LETTERS, List.of("partition=3"), List.of(), Format.TABLE, 0, 10)
                .run(settings, lines::add, () -> true);

        assertThat(lines.get(1).split(" {2,}"))
                .containsExactly("1970-01-01T00:00:00.000005Z", "stage 1", "weir.tokens", "3", "17", "it is cut");
    }

    @Test
    void leavesOutWhatSomebodyElseWroteToTheTopicAndCountsIt() {
        KafkaSettings settings = cluster("foreign.");
        send(settings, Topic.METRICS, 0, "a", "hello".getBytes(StandardCharsets.UTF_8));
        send(settings, Topic.METRICS, 0, "a", SyntheticWindow.of(1_000_000, "small", Map.of()));

        List<String> lines = new ArrayList<>();
        ResultQuery query = metrics(List.of(), Format.CSV, "model");
        query.run(settings, lines::add, () -> true);

        assertThat(lines).containsExactly("model", "small");
        assertThat(query.unreadable()).isEqualTo(1);
    }

    private static ResultQuery metrics(List<String> conditions, Format format, String... columns) {
        return new ResultQuery(
                ResultTopic.METRICS, conditions, List.of(columns), format, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static KafkaSettings cluster(String prefix) {
        KafkaSettings settings = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl())
                .withTopicPrefix(prefix);
        TopicAdmin.ensure(settings, List.of(Topic.METRICS, Topic.RUN_RESULTS, Topic.DEAD_LETTERS));
        return settings;
    }

    private static void send(KafkaSettings settings, Topic topic, int partition, String key, SpecificRecord value) {
        send(
                settings,
                topic,
                partition,
                key,
                AvroWire.of(settings.client("test")).encode(settings.topic(topic), value));
    }

    private static void send(KafkaSettings settings, Topic topic, int partition, String key, byte[] bytes) {
        String name = settings.topic(topic);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer("test"))) {
            producer.send(new ProducerRecord<>(name, partition, key.getBytes(StandardCharsets.UTF_8), bytes));
        }
    }
}
