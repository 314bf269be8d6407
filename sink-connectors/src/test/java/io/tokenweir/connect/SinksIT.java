package io.tokenweir.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.objects.ObjectChainVerifier;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.SeriesKey;
import io.tokenweir.events.WindowKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.platform.EmbeddedConnect;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Both connectors and the converter in a real worker, between a real broker and registry, and other people's readers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SinksIT {
    private static final String TOPIC = "it." + Topic.METRICS.baseName();
    private static final int PARTITIONS = 2;
    private static final int ROWS = 400;
    private static final long FIRST_SECOND = 1_700_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private EmbeddedPlatform platform;
    private EmbeddedConnect connect;
    private int scrapePort;

    @BeforeAll
    void runTheSinks() throws Exception {
        platform = EmbeddedPlatform.inFolder(folder.resolve("broker"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1).configs(Topic.METRICS.settings())))
                    .all()
                    .get();
        }
        connect = EmbeddedConnect.start(platform.bootstrapServers());
        try (ServerSocket free = new ServerSocket(0)) {
            scrapePort = free.getLocalPort();
        }
        connect.putConnector(
                "prometheus",
                config(
                        "io.tokenweir.connect.prometheus.PrometheusSinkConnector",
                        Map.of("scrape.port", Integer.toString(scrapePort))));
        connect.putConnector(
                "objects",
                config(
                        "io.tokenweir.connect.objects.ObjectStorageSinkConnector",
                        Map.of(
                                "store.url", "file://" + folder.resolve("objects"),
                                "flush.records", "64",
                                "rotate.interval.ms", "3000",
                                "rotate.idle.ms", "500")));
        produce();
    }

    private Map<String, String> config(String connector, Map<String, String> more) {
        Map<String, String> config = new java.util.HashMap<>(Map.of(
                "connector.class",
                connector,
                "tasks.max",
                "2",
                "topics",
                TOPIC,
                "key.converter",
                "io.tokenweir.connect.avro.WeirAvroConverter",
                "key.converter.schema.registry.url",
                platform.schemaRegistryUrl(),
                "value.converter",
                "io.tokenweir.connect.avro.WeirAvroConverter",
                "value.converter.schema.registry.url",
                platform.schemaRegistryUrl()));
        config.putAll(more);
        return config;
    }

    /** Two series, each in a partition of its own, {@link #ROWS} seconds long; model m as cumulative histograms. */
    private void produce() {
        AvroWire wire = AvroWire.of(Map.of("schema.registry.url", platform.schemaRegistryUrl()));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            SeriesKey run = Windows.series("run-1", Grouping.RUN, "");
            SeriesKey model = Windows.series("run-1", Grouping.MODEL, "m");
            for (int i = 1; i <= ROWS; i++) {
                send(producer, wire, 0, window(run, i));
                send(producer, wire, 1, window(model, i));
            }
        }
    }

    private static WindowResult window(SeriesKey series, int second) {
        long[] soFar = new long[second];
        java.util.Arrays.fill(soFar, 20_000_000);
        return Windows.row(
                series, FIRST_SECOND + second, Windows.aggregate(1, 20_000_000), Windows.aggregate(second, soFar));
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, AvroWire wire, int partition, WindowResult row) {
        WindowKey key = WindowKey.newBuilder()
                .setSeries(row.getSeries())
                .setWindowSeconds(row.getWindowSeconds())
                .setWindowStartMicros(row.getWindowStartMicros())
                .setRevision(row.getRevision())
                .build();
        producer.send(new ProducerRecord<>(TOPIC, partition, wire.encodeKey(TOPIC, key), wire.encode(TOPIC, row)));
    }

    @AfterAll
    void stop() {
        connect.close();
        platform.close();
    }

    @Test
    void servesTheRunsTotalsToWhoeverScrapes() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scrape())
                        .contains(
                                "weir_run_requests_total{outcome=\"OK\",run_id=\"run-1\",segment=\"0\",vantage=\"GENERATOR\"} "
                                        + ROWS + "\n")
                        .contains("weir_run_cost_total{run_id=\"run-1\",segment=\"0\",vantage=\"GENERATOR\"} "
                                + ROWS * 3 / 1e12 + "\n")
                        .contains(
                                "weir_ttft_seconds_count{model=\"m\",provider=\"openai\",run_id=\"run-1\",scenario=\"chat\","
                                        + "segment=\"0\",stage=\"ramp\",vantage=\"GENERATOR\"} " + ROWS + "\n"));
    }

    @Test
    void servesATextThatPromtoolAccepts() throws Exception {
        Path promtool = Path.of("/usr/bin/promtool");
        Assumptions.assumeTrue(Files.isExecutable(promtool), "promtool is not installed");
        await().atMost(PATIENCE).until(() -> scrape().contains("weir_ttft_seconds_count"));
        Path text = Files.writeString(folder.resolve("metrics.prom"), scrape());

        Process check = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectInput(text.toFile())
                .redirectErrorStream(true)
                .start();
        String words = new String(check.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(words).isZero();
        assertThat(words).isEmpty();
    }

    @Test
    void keepsEveryRowOnceAsParquet() throws Exception {
        Path objects = folder.resolve("objects");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows(objects)).isEqualTo(2 * ROWS));

        assertThat(ObjectChainVerifier.verify("file://" + objects, Map.of(), List.of(TOPIC)))
                .hasSize(PARTITIONS)
                .allSatisfy(chain -> {
                    assertThat(chain.faults()).isEmpty();
                    assertThat(chain.firstOffset()).isZero();
                    assertThat(chain.nextOffset()).isEqualTo(ROWS);
                });
        assertThat(ask(
                        objects,
                        "select count(*) || ' ' || count(distinct (_partition, _offset)) || ' ' ||"
                                + " sum(\"window\".outputTokens) || ' ' || max(cumulative.ttft.count) || ' ' ||"
                                + " count(distinct partition) from $"))
                .isEqualTo(2 * ROWS + " " + 2 * ROWS + " " + 2 * ROWS * 5 + " " + ROWS + " " + PARTITIONS);
    }

    private static long rows(Path objects) throws Exception {
        return ObjectChainVerifier.verify("file://" + objects, Map.of(), List.of(TOPIC)).stream()
                .mapToLong(ObjectChainVerifier.Chain::rows)
                .sum();
    }

    private static String ask(Path objects, String sql) throws Exception {
        String files = "read_parquet('" + objects + "/**/*.parquet', hive_partitioning = true)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet result = connection.createStatement().executeQuery(sql.replace("$", files))) {
            result.next();
            return result.getString(1);
        }
    }

    private String scrape() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + scrapePort + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
