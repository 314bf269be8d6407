package io.tokenweir.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;

/** One complete HTTP response. */
public record Response(int status, Map<String, String> headers, byte[] body) {

    /** {@code value} as JSON. */
    public static Response json(int status, Object value) {
        try {
            return of(status, "application/json", Json.MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not a JSON value: " + value.getClass(), e);
        }
    }

    public static Response of(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", contentType);
        return new Response(status, headers, body);
    }

    public static Response html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    public static Response noContent() {
        return new Response(204, new LinkedHashMap<>(), new byte[0]);
    }

    /** A portal-style error. */
    public static Response error(int status, String code, String message) {
        return json(status, Map.of("error", Map.of("code", code, "message", message)));
    }

    /** The same response with one header more. */
    public Response with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The same response with these headers too. */
    public Response with(Map<String, String> more) {
        headers.putAll(more);
        return this;
    }
}
