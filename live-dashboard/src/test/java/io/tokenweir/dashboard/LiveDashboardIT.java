package io.tokenweir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.events.WindowResult;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

class LiveDashboardIT {
    private static final long START = 1_800_000_000;

    @TempDir
    static Path folder;

    static EmbeddedPlatform platform;
    static KafkaSettings settings;
    static LiveDashboard dashboard;
    static KafkaProducer<byte[], byte[]> producer;
    static AvroWire wire;

    @BeforeAll
    static void startsEverything() throws IOException {
        platform = EmbeddedPlatform.inFolder(folder);
        settings = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl());
        dashboard = LiveDashboard.start(settings, DashboardConfig.local());
        TopicAdmin.ensure(settings, List.of(Topic.RUNS, Topic.METRICS, Topic.RUN_RESULTS));
        var config = settings.producer("test");
        config.put("linger.ms", "0");
        producer = new KafkaProducer<>(config);
        wire = AvroWire.of(settings.client("test"));
        await().atMost(Duration.ofSeconds(20)).until(dashboard::ready);
    }

    @AfterAll
    static void stopsEverything() {
        producer.close();
        dashboard.close();
        platform.close();
    }

    @Test
    void listsRunsWithTheirStages() throws Exception {
        SampleRun run = new SampleRun("stages", START);
        send(Topic.RUNS, 0, run.started());
        send(Topic.RUNS, 0, run.stage("ramp", 5));

        await().untilAsserted(() -> assertThat(get("api/runs").body())
                .contains("\"id\":\"stages\"", "\"name\":\"ramp\"", "\"state\":\"running\""));
    }

    @Test
    void handsEveryWindowToTheTerminal() {
        List<WindowResult> heard = new CopyOnWriteArrayList<>();
        dashboard.onWindow(heard::add);
        WindowResult sent = new SampleRun("terminal", START).second(0);
        send(Topic.METRICS, 1, sent);

        await().untilAsserted(() -> assertThat(heard).contains(sent));
    }

    @Test
    void answersWindowsOfASpanOfTime() throws Exception {
        SampleRun run = new SampleRun("span", START);
        for (int second = 0; second < 10; second++) {
            send(Topic.METRICS, 0, run.second(second));
        }

        await().untilAsserted(() -> assertThat(get("api/runs/span/windows?from=" + (START + 3) + "&to=" + (START + 5))
                        .body())
                .contains("\"t\":" + (START + 3), "\"t\":" + (START + 4))
                .doesNotContain("\"t\":" + (START + 5)));
        assertThat(get("api/runs/span/windows?seconds=7").statusCode()).isEqualTo(400);
        assertThat(get("api/runs/unheard-of/windows").statusCode()).isEqualTo(404);
    }

    @Test
    void resumesAfterABreakWithoutGapOrDuplicate() throws Exception {
        SampleRun run = new SampleRun("resume", START);
        List<Long> seen = new ArrayList<>();
        String lastId = null;
        int sent = 0;
        for (int connection = 0; connection < 4; connection++) {
            for (int i = 0; i < 7; i++) {
                send(Topic.METRICS, sent % 4, run.second(sent++));
            }
            try (SsePage page = new SsePage(dashboard.url(), "resume", lastId)) {
                int expected = sent - seen.size();
                await().untilAsserted(() -> assertThat(page.windowStarts()).hasSizeGreaterThanOrEqualTo(expected));
                seen.addAll(page.windowStarts());
                lastId = page.lastId();
            }
        }

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(START, START + sent).boxed().toList());
    }

    @Test
    void showsAWindowWithinASecondOfItsEnd() throws Exception {
        long nowSeconds = System.currentTimeMillis() / 1000;
        SampleRun run = new SampleRun("lag", nowSeconds);
        List<Long> millis = new ArrayList<>();
        try (SsePage page = new SsePage(dashboard.url(), "lag", null)) {
            for (int second = 0; second < 30; second++) {
                long sentAt = System.currentTimeMillis();
                int expected = second + 1;
                send(Topic.METRICS, second % 4, run.second(second));
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> page.windowStarts().size() >= expected);
                millis.add(page.frames.get(page.frames.size() - 1).atMillis() - sentAt);
            }
        }
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "result written -> frame on the page: p50 %d ms, max %d ms%n", sorted.get(15), sorted.get(29));
        assertThat(sorted.get(15)).isLessThan(500);
    }

    @Test
    void aPageThatNeverReadsHoldsUpNobody() throws Exception {
        int windows = 1700;
        SampleRun run = new SampleRun("slow", START);
        try (Socket deaf = new Socket("127.0.0.1", URI.create(dashboard.url()).getPort());
                SsePage page = new SsePage(dashboard.url(), "slow", null)) {
            deaf.setReceiveBufferSize(4096);
            deaf.getOutputStream()
                    .write("GET /api/stream?run=slow HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            WindowResult big = run.second(0);
            big.setVerdictReasons(List.of("so many reasons that no socket buffer holds them all ".repeat(60)));
            for (int second = 0; second < windows; second++) {
                big.setWindowStartMicros((START + second) * 1_000_000);
                send(Topic.METRICS, 2, big);
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(page.windowStarts()).hasSize(windows).doesNotHaveDuplicates());
        }
    }

    @Test
    void passesOverWhatItCannotDecode() throws Exception {
        producer.send(new ProducerRecord<>(settings.topic(Topic.METRICS), 0, null, new byte[] {9, 9, 9}))
                .get();
        send(Topic.METRICS, 0, new SampleRun("after-poison", START).second(0));

        await().untilAsserted(() ->
                assertThat(get("api/runs/after-poison/windows").body()).contains("\"t\":" + START));
        assertThat(get("healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void servesThePageAndItsChartsFromTheClassPath() throws Exception {
        assertThat(get("").body()).contains("Tokenweir");
        for (String file : List.of(
                "app.js",
                "feed.js",
                "model.js",
                "format.js",
                "tiles.js",
                "charts.js",
                "plot.js",
                "validity.js",
                "ledgers.js",
                "style.css",
                "uplot/uPlot.esm.js",
                "uplot/uPlot.min.css")) {
            assertThat(get(file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(get("../../etc/passwd").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhichAddressIsTaken() {
        int taken = URI.create(dashboard.url()).getPort();

        assertThatThrownBy(() -> LiveDashboard.start(settings, DashboardConfig.on("127.0.0.1", taken)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + taken);
    }

    private static void send(Topic topic, int partition, SpecificRecord value) {
        String name = settings.topic(topic);
        byte[] key = Integer.toString(value.hashCode()).getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(name, partition, key, wire.encode(name, value)));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(dashboard.url() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
