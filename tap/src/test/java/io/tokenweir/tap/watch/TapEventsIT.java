package io.tokenweir.tap.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.content.ContentMarks;
import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.publish.PlainEventPublisher;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.platform.PlatformConfig;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.tap.proxy.Proxy;
import io.tokenweir.tap.proxy.ProxyPlan;
import io.tokenweir.tap.proxy.Upstream;
import io.tokenweir.topics.Topic;

/** A call that is refused and tried again, through a real proxy, as events on a real broker. */
class TapEventsIT {
    private static final String KEY = "sk-secret-of-the-application-0123456789";
    private static final String QUESTION = "what does the harbour master eat in the long winter";
    private static final String BODY = "{\"model\":\"big\",\"stream\":true,\"max_tokens\":9,\"messages\":["
            + "{\"role\":\"system\",\"content\":\"be kind\"},{\"role\":\"user\",\"content\":\"" + QUESTION + "\"}]}";
    private static final String STREAM = """
            data: {"id":"a","model":"big-2026","choices":[{"index":0,"delta":{"content":"so"}}]}

            data: {"id":"a","model":"big-2026","choices":[{"index":0,"delta":{"content":"up"},"finish_reason":"stop"}]}

            data: {"id":"a","model":"big-2026","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":2}}

            data: [DONE]

            """;

    private final RunIdentity run = new RunIdentity("tapped-1", 0, "tap-1", 1_700_000_000_000L);
    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> raw = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void tellsOfACallItsAttemptsItsTokensAndItsCause() throws Exception {
        Ledger ledger = new Ledger();
        HttpServer provider = provider();
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(PlatformConfig.inFolder(folder))) {
            KafkaSettings settings = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl());
            TopicAdmin.ensure(settings, List.of(Topic.REQUESTS, Topic.TOKENS, Topic.HEALTH));
            AvroWire wire = AvroWire.of(settings.client("test"));
            try (PlainEventPublisher publisher = new PlainEventPublisher(settings, "test", ledger)) {
                TapEvents events = new TapEvents(
                        new EventOut(wire, publisher, ledger, "", settings.partitions()), run, "X-Client-Request-Id");
                TapSummary summary = throughTheTap(provider, events);
                assertThat(publisher.flush(Duration.ofSeconds(20))).isTrue();

                assertThat(summary.calls()).isEqualTo(1);
                assertThat(summary.outcomes()).containsOnlyKeys("OK", "RATE_REQUESTS");
            }
            List<RequestEvent> requests = all(settings, Topic.REQUESTS).stream()
                    .map(record -> wire.decode(record.value(), RequestEvent.class))
                    .toList();
            List<TokenEvent> tokens = all(settings, Topic.TOKENS).stream()
                    .map(record -> wire.decode(record.value(), TokenEvent.class))
                    .toList();

            assertThat(requests)
                    .allMatch(event -> event.getHeader().getVantage() == Vantage.TAP)
                    .filteredOn(event -> event.getTick() == null && event.getRunEnd() == null)
                    .extracting(RequestEvent::getKind)
                    .containsExactly(
                            RequestEventKind.STARTED,
                            RequestEventKind.ATTEMPT_ENDED,
                            RequestEventKind.ATTEMPT_ENDED,
                            RequestEventKind.ENDED);
            theCauseIsKnown(requests);
            bothAttemptsAreRead(requests);
            assertThat(tokens)
                    .filteredOn(event -> event.getKind() == TokenEventKind.CHUNK)
                    .flatExtracting(event -> event.getChunk().getGapsMicros())
                    .hasSize(2);
            assertThat(requests.stream().filter(event -> event.getKind() == RequestEventKind.RUN_END))
                    .hasSize(settings.partitions());
            assertThat(ledger.snapshot(0).stream()
                            .filter(row -> row.getTopic().equals(Topic.REQUESTS.name("")))
                            .mapToLong(PartitionLedger::getRecords)
                            .sum())
                    .isEqualTo(4);
            assertThat(raw).noneMatch(text -> text.contains(KEY) || text.contains("harbour"));
        } finally {
            provider.stop(0);
        }
    }

    private void theCauseIsKnown(List<RequestEvent> requests) {
        RequestEvent started = requests.stream()
                .filter(event -> event.getKind() == RequestEventKind.STARTED)
                .findFirst()
                .orElseThrow();
        ContentMarks marks = ContentMarks.keyedBy(run.runId());
        assertThat(started.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(started.getParentRequestId()).isEqualTo("tapped-1.generator-1.7");
        assertThat(started.getSeries().getModel()).isEqualTo("big");
        assertThat(ContentMarks.share(
                        marks.asked(QUESTION), started.getStarted().getContentMarks()))
                .isEqualTo(1);
    }

    private static void bothAttemptsAreRead(List<RequestEvent> requests) {
        List<RequestEvent> attempts = requests.stream()
                .filter(event -> event.getKind() == RequestEventKind.ATTEMPT_ENDED)
                .toList();
        assertThat(attempts).extracting(RequestEvent::getAttempt).containsExactly(0, 1);
        AttemptEnded refused = attempts.get(0).getAttemptEnded();
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getRetryAfterNanos()).isEqualTo(2_000_000_000L);
        assertThat(refused.getLimitHeaders()).containsEntry("x-ratelimit-remaining-requests", "0");
        AttemptEnded answered = attempts.get(1).getAttemptEnded();
        assertThat(answered.getOutcome()).isEqualTo(Outcome.OK);
        assertThat(answered.getResponseModel()).isEqualTo("big-2026");
        assertThat(answered.getOutputTokens()).isEqualTo(2);
        assertThat(answered.getTtftNanos()).isPositive();
    }

    private static TapSummary throughTheTap(HttpServer provider, TapEvents events) throws Exception {
        URI upstream = URI.create("http://127.0.0.1:" + provider.getAddress().getPort());
        ProxyPlan plan = new ProxyPlan(
                new InetSocketAddress("127.0.0.1", 0), Upstream.of(upstream), null, 1, Duration.ofSeconds(5), events);
        try (Proxy proxy = new Proxy(plan)) {
            events.start(proxy);
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (int attempt = 0; attempt < 2; attempt++) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + proxy.address().getPort() + "/v1/chat/completions"))
                        .header("Authorization", "Bearer " + KEY)
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .header("X-Client-Request-Id", "tapped-1.generator-1.7")
                        .header("x-stainless-retry-count", Integer.toString(attempt))
                        .POST(HttpRequest.BodyPublishers.ofString(BODY))
                        .build();
                client.send(request, HttpResponse.BodyHandlers.ofString());
            }
            return events.end();
        }
    }

    private HttpServer provider() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (calls.getAndIncrement() == 0) {
                exchange.getResponseHeaders().set("Retry-After", "2");
                exchange.getResponseHeaders().set("x-ratelimit-limit-requests", "60");
                exchange.getResponseHeaders().set("x-ratelimit-remaining-requests", "0");
                answer(
                        exchange,
                        429,
                        "application/json",
                        "{\"error\":{\"message\":\"Rate limit reached for requests\",\"type\":\"requests\","
                                + "\"code\":\"rate_limit_exceeded\"}}");
            } else {
                answer(exchange, 200, "text/event-stream", STREAM);
            }
        });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    private List<ConsumerRecord<byte[], byte[]>> all(KafkaSettings settings, Topic topic) {
        Properties properties = new Properties();
        properties.putAll(settings.client("test-reader"));
        properties.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        properties.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
        properties.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            List<TopicPartition> partitions = IntStream.range(0, settings.partitions())
                    .mapToObj(number -> new TopicPartition(topic.name(""), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (all.size() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        all.forEach(record -> raw.add(new String(record.value(), UTF_8)));
        return all;
    }
}
