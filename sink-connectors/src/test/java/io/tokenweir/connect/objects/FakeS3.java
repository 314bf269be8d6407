package io.tokenweir.connect.objects;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The part of S3 that the sink speaks, with faults: PUT with If-None-Match, HEAD with user metadata, GET, DELETE and
 * LIST (version 2).
 * Path style, one bucket, no signatures checked.
 */
final class FakeS3 implements AutoCloseable {
    static final String BUCKET = "bucket";

    /** What happens to the next PUT instead of the normal course. */
    enum Fault {
        /** 503, nothing stored. */
        UNAVAILABLE,
        /** Stored, but answered with 500: the answer was lost. */
        STORED_BUT_500,
        /** 409: another writer is at it. */
        CONFLICT,
        /** 403. */
        FORBIDDEN
    }

    private record Stored(byte[] bytes, Map<String, String> metadata) {}

    private final TreeMap<String, Stored> objects = new TreeMap<>();
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final HttpServer server;
    private int existingAnswer = 412;
    private boolean overwriting;

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    synchronized void failNextPuts(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** Some servers answer 304 where Amazon answers 412. */
    synchronized void answerExistingWith(int status) {
        existingAnswer = status;
    }

    /** Some servers know no condition on PUT, and say nothing. */
    synchronized void overwrite() {
        overwriting = true;
    }

    synchronized List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath().replaceFirst("^/" + BUCKET + "/?", "");
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, path, body);
                case "HEAD" -> head(exchange, path);
                case "GET" -> {
                    if (path.isEmpty()) {
                        list(exchange);
                    } else {
                        get(exchange, path);
                    }
                }
                case "DELETE" -> {
                    objects.remove(path);
                    answer(exchange, 204, "");
                }
                default -> answer(exchange, 405, "");
            }
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        Fault fault = faults.poll();
        if (fault == Fault.UNAVAILABLE || fault == Fault.CONFLICT || fault == Fault.FORBIDDEN) {
            answer(exchange, fault == Fault.UNAVAILABLE ? 503 : fault == Fault.CONFLICT ? 409 : 403, "");
            return;
        }
        if (!"*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            answer(exchange, 400, "");
            return;
        }
        if (objects.containsKey(key) && !overwriting) {
            answer(exchange, existingAnswer, "");
            return;
        }
        Map<String, String> metadata = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase(java.util.Locale.ROOT).startsWith("x-amz-meta-")) {
                metadata.put(name, values.get(0));
            }
        });
        objects.put(key, new Stored(body, metadata));
        answer(exchange, fault == Fault.STORED_BUT_500 ? 500 : 200, "");
    }

    private void head(HttpExchange exchange, String key) throws IOException {
        Stored stored = objects.get(key);
        if (stored == null) {
            answer(exchange, 404, "");
            return;
        }
        stored.metadata.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        answer(exchange, 200, "");
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        Stored stored = objects.get(key);
        if (stored == null) {
            answer(exchange, 404, "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>");
            return;
        }
        stored.metadata.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(200, stored.bytes.length);
        exchange.getResponseBody().write(stored.bytes);
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        String prefix = query.getOrDefault("prefix", "");
        boolean folders = query.containsKey("delimiter");
        List<String> contents = new ArrayList<>();
        TreeSet<String> prefixes = new TreeSet<>();
        for (String key : objects.keySet()) {
            if (key.startsWith(prefix)) {
                int slash = folders ? key.indexOf('/', prefix.length()) : -1;
                if (slash < 0) {
                    contents.add("<Contents><Key>" + key + "</Key><Size>1</Size></Contents>");
                } else {
                    prefixes.add(
                            "<CommonPrefixes><Prefix>" + key.substring(0, slash + 1) + "</Prefix></CommonPrefixes>");
                }
            }
        }
        answer(
                exchange,
                200,
                "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>" + String.join("", contents)
                        + String.join("", prefixes) + "</ListBucketResult>");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
