package io.tokenweir.connect.prometheus;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.apache.kafka.connect.errors.ConnectException;

/** Serves {@code GET /metrics} in the {@link ScrapeFormat} that is asked for. One thread of its own; {@link #close} ends it. */
final class ScrapeEndpoint implements AutoCloseable {
    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService thread;

    private ScrapeEndpoint(HttpServer server, ExecutorService thread) {
        this.server = server;
        this.thread = thread;
    }

    /**
     * Listens on the port, or on a free one for 0.
     *
     * @param pages the page in a format; called by the endpoint's thread
     */
    static ScrapeEndpoint open(String host, int port, Function<ScrapeFormat, byte[]> pages) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
            ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
                Thread worker = new Thread(task, "weir-scrape-endpoint");
                worker.setDaemon(true);
                return worker;
            });
            server.setExecutor(thread);
            server.createContext("/metrics", exchange -> answer(exchange, pages));
            server.start();
            return new ScrapeEndpoint(server, thread);
        } catch (IOException e) {
            throw new ConnectException(
                    "The scrape endpoint cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "); set 'scrape.port' to a free port.",
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, Function<ScrapeFormat, byte[]> pages) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
                return;
            }
            List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
            ScrapeFormat format = ScrapeFormat.forAccept(String.join(",", accept));
            byte[] body = pages.apply(format);
            exchange.getResponseHeaders().set("Vary", "Accept");
            exchange.getResponseHeaders().set("Content-Type", format.contentType());
            exchange.sendResponseHeaders(OK, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
