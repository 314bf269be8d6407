package io.tokenweir.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryClientTest {
    private final AtomicInteger questions = new AtomicInteger();
    private volatile int status = 404;
    private HttpServer server;
    private SchemaRegistryClient client;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            questions.incrementAndGet();
            byte[] body = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        client = SchemaRegistryClient.of(Map.of(
                "schema.registry.url", "http://127.0.0.1:" + server.getAddress().getPort(), "max.retries", "0"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksOnceForAnIdThatTheRegistryDoesNotKnow() {
        for (int n = 0; n < 1000; n++) {
            assertThatThrownBy(() -> client.schemaById(7)).hasMessageContaining("Schema 7 not found");
        }

        assertThat(questions).hasValue(1);
    }

    @Test
    void asksAgainWhereTheRegistryWasInTrouble() {
        status = 503;
        for (int n = 0; n < 3; n++) {
            assertThatThrownBy(() -> client.schemaById(7)).isInstanceOf(RegistryException.class);
        }

        assertThat(questions).hasValue(3);
    }
}
