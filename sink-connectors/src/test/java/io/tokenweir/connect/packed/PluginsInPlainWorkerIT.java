package io.tokenweir.connect.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.Windows;
import io.tokenweir.connect.objects.ObjectChainVerifier;
import io.tokenweir.events.Grouping;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** The zip as the build made it, in a worker that has only Kafka's own jars: 4.3, in the profile connect36 3.6. */
@Tag("plugins")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginsInPlainWorkerIT {
    private static final String PROMETHEUS = "io.tokenweir.connect.prometheus.PrometheusSinkConnector";
    private static final String OBJECTS = "io.tokenweir.connect.objects.ObjectStorageSinkConnector";
    private static final String CONVERTER = "io.tokenweir.connect.avro.WeirAvroConverter";
    private static final String TOPIC = "packed." + Topic.METRICS.baseName();
    private static final int ROWS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ENDPOINT = Pattern.compile("scrape endpoint listens on ([0-9.]+:\\d+)");

    @TempDir
    static Path folder;

    private static final String TEXTS = "packed.texts";
    private static final String REFUSED = "packed.refused";
    private static final String SECRET = "hush-from-a-file";
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("weir:" + SECRET).getBytes(StandardCharsets.UTF_8));

    private EmbeddedPlatform platform;
    private PackedPlugin plugin;
    private PlainWorker worker;
    private ConnectRest rest;

    @BeforeAll
    void installAndSubmit() throws Exception {
        platform = EmbeddedPlatform.inFolder(folder.resolve("broker"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(TOPIC, 1, (short) 1).configs(Topic.METRICS.settings()),
                            new NewTopic(TEXTS, 1, (short) 1),
                            new NewTopic(REFUSED, 1, (short) 1)))
                    .all()
                    .get();
        }
        produce();
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        plugin = PackedPlugin.unpackInto(plugins);
        worker = PlainWorker.start(
                folder,
                platform.bootstrapServers(),
                Map.of(
                        "plugin.path",
                        plugins.toString(),
                        "config.providers",
                        "file,env",
                        "config.providers.file.class",
                        "org.apache.kafka.common.config.provider.FileConfigProvider",
                        "config.providers.env.class",
                        "org.apache.kafka.common.config.provider.EnvVarConfigProvider"),
                Map.of("WEIR_USER", "weir"));
        rest = new ConnectRest(worker.url());
        await().atMost(PATIENCE).until(rest::isReady);
        assertThat(rest.submit("prometheus", sink(PROMETHEUS, Map.of("scrape.port", "0"))))
                .isEmpty();
        assertThat(rest.submit(
                        "objects",
                        sink(
                                OBJECTS,
                                Map.of("store.url", "file://" + folder.resolve("objects"), "rotate.idle.ms", "300"))))
                .isEmpty();
    }

    private Map<String, String> sink(String connector, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class", connector,
                "topics", TOPIC,
                "value.converter", CONVERTER,
                "value.converter.schema.registry.url", platform.schemaRegistryUrl()));
        config.putAll(more);
        return config;
    }

    private void produce() {
        AvroWire wire = AvroWire.of(Map.of("schema.registry.url", platform.schemaRegistryUrl()));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 1; i <= ROWS; i++) {
                producer.send(new ProducerRecord<>(
                        TOPIC,
                        wire.encode(
                                TOPIC,
                                Windows.row(
                                        Windows.series("run-1", Grouping.RUN, ""),
                                        1_700_000_000 + i,
                                        Windows.aggregate(1, 20_000_000),
                                        Windows.aggregate(i, 20_000_000)))));
            }
            producer.send(new ProducerRecord<>(TEXTS, "no window result".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @AfterAll
    void stop() {
        if (worker != null) {
            worker.close();
        }
        platform.close();
    }

    @Test
    void areListedByTheWorkerWithTheirVersion() throws Exception {
        Map<String, String> listed = new HashMap<>();
        for (JsonNode plugin : rest.get("/connector-plugins?connectorsOnly=false")) {
            listed.put(
                    plugin.path("class").asText(),
                    plugin.path("type").asText() + " " + plugin.path("version").asText());
        }

        assertThat(listed.get(PROMETHEUS)).matches("sink \\d+\\.\\d+\\.\\d+.*");
        assertThat(listed.get(OBJECTS)).matches("sink \\d+\\.\\d+\\.\\d+.*");
        assertThat(listed.get(CONVERTER)).matches("converter \\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void bringTheRunsTotalsToWhoeverScrapes() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scrape())
                        .contains("weir_run_requests_total{outcome=\"OK\",run_id=\"run-1\",segment=\"0\","
                                + "vantage=\"GENERATOR\"} " + ROWS + "\n"));
    }

    private String scrape() throws Exception {
        Matcher endpoint = ENDPOINT.matcher(worker.log());
        assertThat(endpoint.find()).as("endpoint told in the log").isTrue();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + endpoint.group(1) + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void keepEveryRowOnceAsParquet() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ObjectChainVerifier.verify(
                                "file://" + folder.resolve("objects"), Map.of(), List.of(TOPIC)))
                        .singleElement()
                        .satisfies(chain -> {
                            assertThat(chain.faults()).isEmpty();
                            assertThat(chain.rows()).isEqualTo(ROWS);
                        }));
    }

    @Test
    void needNothingOfTheWorkerThatItDoesNotHave() throws Exception {
        Linkage worker = new Linkage(PlainWorker.jars());
        List<String> missing = new ArrayList<>();
        for (String jar : plugin.names("lib")) {
            if (jar.startsWith("sink-connectors-") || jar.startsWith("schemas-")) {
                missing.addAll(worker.missing(plugin.lib().resolve(jar)));
            }
        }

        // Plugin metrics came with Kafka 4.1; the one class that names them is asked only where they are.
        missing.removeIf(each -> each.startsWith("io/tokenweir/connect/metrics/WorkerMetrics: "));
        assertThat(missing).isEmpty();
    }

    @Test
    void bringNothingThatMustComeFromTheWorker() throws Exception {
        assertThat(plugin.names("lib"))
                .isNotEmpty()
                .noneMatch(jar -> jar.matches("(kafka|connect|slf4j|log4j|logback|lz4|jakarta.ws).*"));
    }

    @Test
    void takeSecretsFromConfigProvidersAndShowThemNowhere() throws Exception {
        Path secrets = Files.writeString(
                folder.resolve("secrets.properties"),
                "remote.write.password=" + SECRET + "\notlp.headers=Authorization=" + BASIC);
        try (RemoteWriteStub receiver = new RemoteWriteStub(BASIC)) {
            Map<String, String> config = sink(
                    PROMETHEUS,
                    Map.of(
                            "remote.write.url",
                            receiver.url(),
                            "remote.write.username",
                            "${env:WEIR_USER}",
                            "remote.write.password",
                            "${file:" + secrets + ":remote.write.password}",
                            "otlp.endpoint",
                            receiver.base(),
                            "otlp.headers",
                            "${file:" + secrets + ":otlp.headers}",
                            "validate.probe",
                            "true"));

            assertThat(rest.submit("secretive", config)).isEmpty();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(receiver.paths())
                            .hasSizeGreaterThan(4)
                            .contains("/api/v1/write", "/v1/metrics"));

            assertThat(receiver.authorizations()).containsOnly(BASIC);
            assertThat(rest.get("/connectors/secretive").toString())
                    .contains("${env:WEIR_USER}", ":remote.write.password}")
                    .doesNotContain(SECRET);
            assertThat(rest.get("/connectors/secretive/tasks").toString()).doesNotContain(SECRET);
            assertThat(rest.validate(PROMETHEUS, config).toString())
                    .contains("[hidden]")
                    .doesNotContain(SECRET);
            assertThat(worker.log()).doesNotContain(SECRET);
            rest.ask("DELETE", "/connectors/secretive", null);
        }
    }

    @Test
    void areRefusedAtSubmissionWhenTheRemoteEndWouldNotTakeAnything() throws Exception {
        assertThat(rest.submit(
                        "unreachable",
                        sink(
                                OBJECTS,
                                Map.of(
                                        "store.url", "s3://bucket/base",
                                        "s3.endpoint", "http://127.0.0.1:9",
                                        "s3.access.key", "key",
                                        "s3.secret.key", SECRET,
                                        "validate.probe", "true"))))
                .contains("s3://bucket/base could not be written")
                .doesNotContain(SECRET);
        assertThat(rest.submit(
                        "unreachable",
                        sink(
                                PROMETHEUS,
                                Map.of(
                                        "remote.write.url",
                                        "http://127.0.0.1:9/api/v1/write",
                                        "validate.probe",
                                        "true"))))
                .contains("http://127.0.0.1:9/api/v1/write does not answer");
    }

    private Map<String, String> ofTexts(String connector, Map<String, String> more) {
        Map<String, String> config = sink(connector, more);
        config.put("topics", TEXTS);
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }

    @Test
    void failWithTheReasonWhereNoBadRecordIsTolerated() throws Exception {
        rest.submit("strict", ofTexts(PROMETHEUS, Map.of("scrape.port", "0")));

        await().atMost(PATIENCE).until(() -> rest.states("strict").equals("RUNNING FAILED"));
        assertThat(rest.trace("strict"))
                .contains("Topic " + TEXTS + ", partition 0, offset 0: The Prometheus sink takes window results")
                .contains("errors.deadletterqueue.topic.name");
        rest.ask("DELETE", "/connectors/strict", null);
    }

    @Test
    void giveBadRecordsToTheDeadLettersWithTheReasonAndGoOn() throws Exception {
        rest.submit(
                "lenient",
                ofTexts(
                        OBJECTS,
                        Map.of(
                                "store.url", "file://" + folder.resolve("lenient"),
                                "errors.tolerance", "all",
                                "errors.deadletterqueue.topic.name", REFUSED,
                                "errors.deadletterqueue.topic.replication.factor", "1",
                                "errors.deadletterqueue.context.headers.enable", "true")));

        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(REFUSED, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> refused = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(refused::add);
                return !refused.isEmpty();
            });
            assertThat(new String(refused.get(0).value(), StandardCharsets.UTF_8))
                    .isEqualTo("no window result");
            assertThat(new String(
                            refused.get(0)
                                    .headers()
                                    .lastHeader("__connect.errors.exception.message")
                                    .value(),
                            StandardCharsets.UTF_8))
                    .contains("A value of type STRING has no columns");
        }
        assertThat(rest.states("lenient")).isEqualTo("RUNNING RUNNING");
        assertThat(WorkerBeans.ofTask(worker.pid(), "lenient")).containsEntry("dead-letters-total", 1.0);
        rest.ask("DELETE", "/connectors/lenient", null);
    }

    @Test
    void tellWhatTheyWroteByJmx() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(WorkerBeans.ofTask(worker.pid(), "prometheus"))
                        .containsEntry("retries-total", 0.0)
                        .containsKey("seconds-since-last-success")
                        .hasEntrySatisfying(
                                "samples-written-total",
                                written -> assertThat(written).isGreaterThan(ROWS)));
    }

    @Test
    void moveTheOffsetsOfAChainOnlyToWhereItGoesOn() throws Exception {
        Map<String, String> store = Map.of("store.url", "file://" + folder.resolve("moved"), "rotate.idle.ms", "300");
        rest.submit("moved", sink(OBJECTS, store));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ObjectChainVerifier.verify(
                                "file://" + folder.resolve("moved"), Map.of(), List.of(TOPIC)))
                        .singleElement()
                        .satisfies(chain -> assertThat(chain.rows()).isEqualTo(ROWS)));
        rest.ask("PUT", "/connectors/moved/stop", null);
        await().atMost(PATIENCE).until(() -> rest.states("moved").equals("STOPPED"));

        ConnectRest.Answer ahead = alter(ROWS + 9);
        assertThat(ahead.status()).isGreaterThanOrEqualTo(400);
        assertThat(ahead.body().path("message").asText())
                .contains(TOPIC + "-0 cannot be set to " + (ROWS + 9))
                .contains("name another store.url");
        assertThat(alter(ROWS).status()).isEqualTo(200);
        rest.ask("DELETE", "/connectors/moved", null);
    }

    private ConnectRest.Answer alter(long offset) throws Exception {
        return rest.ask(
                "PATCH",
                "/connectors/moved/offsets",
                Map.of(
                        "offsets",
                        List.of(Map.of(
                                "partition", Map.of("kafka_topic", TOPIC, "kafka_partition", 0),
                                "offset", Map.of("kafka_offset", offset)))));
    }

    @Test
    void linkAgainstTheWorkersOwnClasses() throws Exception {
        await().atMost(PATIENCE).until(() -> rest.states("objects").equals("RUNNING RUNNING"));

        assertThat(worker.log()).doesNotContain("LinkageError", "NoSuchMethodError", "NoClassDefFoundError");
    }
}
