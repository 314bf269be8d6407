package io.tokenweir.dashboard;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: the page, the API, the live feed. One thread per request that is being answered; open feeds are bounded
 * by {@link EventStream}.
 */
final class Front implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Front.class);

    private final HttpServer server;
    private final ExecutorService threads;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final PageFiles files = new PageFiles();
    private final Api api;
    private final EventStream stream;

    /** Listens at once; throws {@link IOException} when the address is taken. */
    Front(DashboardConfig config, ResultStore store, ReaderState reader) throws IOException {
        api = new Api(store, reader);
        stream = new EventStream(store, config, closed::get);
        server = HttpServer.create(new InetSocketAddress(config.host(), config.port()), 64);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "weir-dashboard-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                Responses.text(exchange, 405, "The dashboard only answers GET.\n");
            } else if (exchange.getRequestURI().getPath().equals("/api/stream")) {
                stream.serve(exchange);
            } else if (!files.serve(exchange) && !api.serve(exchange)) {
                Responses.text(
                        exchange,
                        404,
                        "There is nothing at " + exchange.getRequestURI().getPath() + "\n");
            }
        } catch (IllegalArgumentException e) {
            Responses.text(exchange, 400, e.getMessage() + "\n");
        } catch (IOException e) {
            LOGGER.debug("A page went away: {}", e.toString());
            exchange.close();
        }
    }

    @Override
    public void close() {
        closed.set(true);
        threads.shutdownNow();
        server.stop(0);
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
