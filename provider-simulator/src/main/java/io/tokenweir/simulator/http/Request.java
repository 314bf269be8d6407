package io.tokenweir.simulator.http;

import java.net.InetAddress;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;

/**
 * One HTTP request, complete and copied out of Netty's buffers.
 *
 * @param receivedNanos when its last bytes were read ({@link System#nanoTime})
 * @param chaos the rule of chaos that strikes it; null: none
 */
public record Request(
        HttpMethod method,
        QueryStringDecoder uri,
        HttpHeaders headers,
        byte[] body,
        InetAddress client,
        long receivedNanos,
        String chaos) {

    /** Stands for a body that is larger than the server takes. */
    static final byte[] TOO_LARGE = {};

    /** A request that nothing strikes. */
    public Request(
            HttpMethod method,
            QueryStringDecoder uri,
            HttpHeaders headers,
            byte[] body,
            InetAddress client,
            long receivedNanos) {
        this(method, uri, headers, body, client, receivedNanos, null);
    }

    /** The same request, struck by a rule of chaos; its headers may be changed. */
    public Request struckBy(String rule) {
        return new Request(method, uri, headers.copy(), body, client, receivedNanos, rule);
    }

    /** Time since it was read. */
    public long sinceMillis() {
        return (System.nanoTime() - receivedNanos) / 1_000_000;
    }

    /** Whether its body was larger than the server takes, and was not kept. */
    public boolean isTooLarge() {
        return body == TOO_LARGE;
    }

    public String path() {
        return uri.path();
    }

    /** First value of a query parameter. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(uri.parameters().get(name)).map(values -> values.get(0));
    }

    /** The token of {@code Authorization: Bearer}. */
    public Optional<String> bearer() {
        String header = headers.get("authorization");
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? Optional.of(header.substring(7).trim()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }

    /** The API key, wherever the vendors' clients put it. */
    public Optional<String> key() {
        return bearer().or(() -> header("x-api-key"))
                .or(() -> header("api-key"))
                .or(() -> header("ocp-apim-subscription-key"));
    }

    /** A header that says something. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    public boolean is(HttpMethod expected, String path) {
        return method.equals(expected) && path().equals(path);
    }
}
