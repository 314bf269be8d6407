package io.tokenweir.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;

/** An exporter that always says the same. */
final class TargetMetrics implements AutoCloseable {
    private final HttpServer server;

    private TargetMetrics(HttpServer server) {
        this.server = server;
    }

    static TargetMetrics start(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        return new TargetMetrics(server);
    }

    /** Of a scenario that reads it. */
    String section() {
        return "system: [{source: gpu-0, url: 'http://127.0.0.1:"
                + server.getAddress().getPort() + "/metrics', accelerators: 2, acceleratorHourPrice: 1.80}]\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
