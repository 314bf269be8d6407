package io.tokenweir.connect.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.Windows;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.WindowResult;
import io.tokenweir.platform.EmbeddedConnect;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.serde.AvroWire;

/** Two tasks in a real worker, from a real broker into a real Prometheus: what arrives, and where the rest goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusWorkerIT {
    private static final String TOPIC = "it.weir.metrics";
    private static final String DEAD = "it.dead";
    private static final int PARTITIONS = 4;
    private static final int SECONDS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private final long now = Instant.now().getEpochSecond();
    private ServerUnderTest server;
    private EmbeddedPlatform platform;
    private EmbeddedConnect connect;

    @BeforeAll
    void produce() throws Exception {
        server = ServerUnderTest.start(folder, ServerUnderTest.RECEIVER, ServerUnderTest.NATIVE);
        platform = EmbeddedPlatform.inFolder(folder.resolve("broker"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1), new NewTopic(DEAD, 1, (short) 1)))
                    .all()
                    .get();
        }
        AvroWire wire = AvroWire.of(Map.of("schema.registry.url", platform.schemaRegistryUrl()));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int second = 1; second <= SECONDS; second++) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    send(producer, wire, partition, "r" + partition, now - SECONDS + second, second);
                }
            }
            send(producer, wire, 0, "old", now - 7200, 1);
        }
        connect = EmbeddedConnect.start(platform.bootstrapServers());
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, AvroWire wire, int partition, String run, long end, int soFar) {
        WindowResult row =
                Windows.row(Windows.series(run, Grouping.RUN, ""), end, Windows.aggregate(1), Windows.aggregate(soFar));
        producer.send(new ProducerRecord<>(TOPIC, partition, null, wire.encode(TOPIC, row)));
    }

    private Map<String, String> config(String url) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.tokenweir.connect.prometheus.PrometheusSinkConnector");
        config.put("tasks.max", "2");
        config.put("topics", TOPIC);
        config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("value.converter", "io.tokenweir.connect.avro.WeirAvroConverter");
        config.put("value.converter.schema.registry.url", platform.schemaRegistryUrl());
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", DEAD);
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        config.put("remote.write.url", url);
        return config;
    }

    @AfterAll
    void stop() {
        if (connect != null) {
            connect.close();
        }
        if (platform != null) {
            platform.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void writesEveryWindowOnceAndTheRefusedOneToTheDeadLetterTopic() throws Exception {
        connect.putConnector("prometheus", config(server.writeUrl()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                server.value("sum(count_over_time(weir_run_requests_total{run_id=~\"r.\"}[5m]))", now))
                        .isEqualTo(PARTITIONS * SECONDS));
        assertThat(server.value("sum(weir_run_requests_total{run_id=~\"r.\"})", now))
                .isEqualTo(PARTITIONS * SECONDS);
        List<ConsumerRecord<byte[], byte[]>> dead = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            dead.addAll(readDead());
            return !dead.isEmpty();
        });
        assertThat(new String(
                        dead.get(0)
                                .headers()
                                .lastHeader("__connect.errors.exception.message")
                                .value(),
                        StandardCharsets.UTF_8))
                .contains("run_id=\"old\"")
                .contains("HTTP 400: out of bounds")
                .contains("120 min before");
    }

    private List<ConsumerRecord<byte[], byte[]>> readDead() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(DEAD, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
        }
        return records;
    }

    @Test
    void tellsInTheTasksStatusWhatToMend() throws Exception {
        try (ServerUnderTest deaf = ServerUnderTest.start(folder.resolve("deaf"))) {
            connect.putConnector("deaf", config(deaf.writeUrl()));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(connect.status("deaf").toString())
                            .contains("FAILED")
                            .contains("--web.enable-remote-write-receiver"));
        }
    }
}
