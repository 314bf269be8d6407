package io.tokenweir.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;

import io.tokenweir.registry.SubjectStore;

/**
 * A schema registry that speaks Confluent's REST API on loopback, for Avro.
 *
 * <p>Subjects, versions, ids and levels are kept in the compacted topic {@code _schemas} of the broker it is given, in
 * Confluent's own record format, so a restart over the same data keeps every id. One registry per broker.
 */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final int THREADS = 4;

    static {
        // Else every answer on a kept connection waits for the client's delayed acknowledgement, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final SchemaTopic topic;

    private EmbeddedRegistry(HttpServer server, ExecutorService threads, SchemaTopic topic) {
        this.server = server;
        this.threads = threads;
        this.topic = topic;
    }

    /**
     * @param port 0 for a free one
     * @param userInfo {@code user:password} to ask for, or null
     */
    public static EmbeddedRegistry start(String bootstrapServers, int port, String userInfo) {
        HttpServer server = listen(port);
        SubjectStore store = new SubjectStore();
        SchemaTopic topic;
        try {
            topic = SchemaTopic.open(bootstrapServers, (key, value) -> RegistryRecords.replay(store, key, value));
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, EmbeddedRegistry::thread);
        server.setExecutor(threads);
        server.createContext("/", new RegistryHandler(new RegistryApi(store, topic), userInfo));
        server.start();
        return new EmbeddedRegistry(server, threads, topic);
    }

    /** For {@code schema.registry.url}. */
    public String url() {
        return "http://" + Ports.LOOPBACK + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        topic.close();
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(Ports.LOOPBACK), port), 0);
        } catch (IOException e) {
            throw Ports.inUse(port, "schema registry", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "weir-registry-http");
        thread.setDaemon(true);
        return thread;
    }
}
