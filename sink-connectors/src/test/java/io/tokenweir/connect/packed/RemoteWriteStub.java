package io.tokenweir.connect.packed;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;

/** Takes remote writes, and exports by OTLP, from those with the right credentials, and remembers what credentials came. */
final class RemoteWriteStub implements AutoCloseable {
    private final Queue<String> paths = new ConcurrentLinkedQueue<>();
    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    RemoteWriteStub(String wanted) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            String came = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            paths.add(exchange.getRequestURI().getPath());
            authorizations.add(came);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(came.equals(wanted) ? 204 : 401, -1);
            exchange.close();
        });
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return base() + "/api/v1/write";
    }

    /** To which requests came. */
    Queue<String> paths() {
        return paths;
    }

    /** In the order in which they came. */
    Queue<String> authorizations() {
        return authorizations;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
