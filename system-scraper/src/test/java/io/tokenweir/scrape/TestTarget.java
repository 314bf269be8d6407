package io.tokenweir.scrape;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A target with metrics: good ones that move at each question, and each kind of bad one under a path of its own. */
final class TestTarget implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    TestTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics()));
        server.createContext("/garbage", exchange -> answer(exchange, 200, "<html>\nnot metrics"));
        server.createContext("/broken", exchange -> answer(exchange, 500, "oops"));
        server.createContext("/huge", exchange -> answer(exchange, 200, "m 1\n".repeat(2_000_000)));
        server.createContext("/slow", this::never);
        server.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private String metrics() {
        int n = asked.incrementAndGet();
        return "# TYPE node_cpu_seconds_total counter\n"
                + "node_cpu_seconds_total{cpu=\"0\",mode=\"idle\"} " + n * 0.25 + "\n"
                + "node_cpu_seconds_total{cpu=\"0\",mode=\"user\"} " + n * 0.75 + "\n"
                + "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\"} 75\n"
                + "vllm:num_requests_running{engine=\"0\"} 5.0\n";
    }

    private void never(HttpExchange exchange) throws IOException {
        try (exchange) {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
