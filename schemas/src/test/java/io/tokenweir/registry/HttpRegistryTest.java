package io.tokenweir.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpRegistryTest {
    private static final String FOUND = "{\"schema\":\"\\\"string\\\"\"}";

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private HttpServer server;

    private record Answer(int status, String body) {}

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksInConfluentsWords() {
        answers.add(new Answer(200, "{\"id\":7}"));

        assertThat(registry(url()).register("a/b c", "\"string\"")).isEqualTo(7);
        assertThat(requests)
                .containsExactly(
                        "POST /subjects/a%2Fb%20c/versions application/vnd.schemaregistry.v1+json {\"schema\":\"\\\"string\\\"\"}");
    }

    @Test
    void repeatsWhatMayPassAndPausesBetweenRounds() {
        answers.add(new Answer(503, "later"));
        answers.add(new Answer(429, ""));
        answers.add(new Answer(200, FOUND));

        assertThat(registry(url()).schemaById(1)).isEqualTo("\"string\"");
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(200));
        assertThat(pauses.get(1)).isLessThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void doesNotRepeatARefusal() {
        answers.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"));

        assertThatThrownBy(() -> registry(url()).schemaById(1))
                .isInstanceOfSatisfying(RegistryException.class, refusal -> {
                    assertThat(refusal.errorCode()).isEqualTo(RegistryException.SCHEMA_NOT_FOUND);
                    assertThat(refusal.retriable()).isFalse();
                })
                .hasMessageContaining("answered 404 (code 40403) to GET /schemas/ids/1: Schema not found");
        assertThat(requests).hasSize(1);
    }

    @Test
    void givesUpAfterABoundedNumberOfRounds() {
        for (int i = 0; i < 10; i++) {
            answers.add(new Answer(500, ""));
        }

        assertThatThrownBy(() -> registry(url()).schemaById(1))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.retriable()).isTrue());
        assertThat(requests).hasSize(4);
    }

    @Test
    void goesToTheNextUrlAtOnceAndStaysThere() {
        answers.add(new Answer(200, FOUND));
        answers.add(new Answer(200, FOUND));
        HttpRegistry registry = registry("http://127.0.0.1:1," + url());

        registry.schemaById(1);
        registry.schemaById(2);

        assertThat(pauses).isEmpty();
        assertThat(requests).hasSize(2);
    }

    @Test
    void saysThatNobodyListensAndHowToMendIt() {
        assertThatThrownBy(() -> registry("http://127.0.0.1:1").schemaById(1))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.status()).isZero())
                .hasMessageContaining("http://127.0.0.1:1 cannot be reached")
                .hasMessageContaining("check schema.registry.url");
    }

    @Test
    void saysThatTheUrlIsNoRegistrys() {
        answers.add(new Answer(200, "<html>"));

        assertThatThrownBy(() -> registry(url()).schemaById(1)).hasMessageContaining("is this its URL?");
    }

    @Test
    void refusesSchemasThatAreNotAvro() {
        answers.add(new Answer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}"));

        assertThatThrownBy(() -> registry(url()).schemaById(1)).hasMessageContaining("type PROTOBUF");
    }

    private HttpRegistry registry(String urls) {
        RegistrySettings settings = RegistrySettings.from(Map.of("schema.registry.url", urls));
        return new HttpRegistry(settings, new Random(1), pauses::add);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            requests.add((exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getRawPath() + " " + (type == null ? "" : type) + " " + body)
                    .strip());
            Answer answer = answers.remove();
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
