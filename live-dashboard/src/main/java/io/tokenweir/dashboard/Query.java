package io.tokenweir.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;

/** The query part of a request's address. */
final class Query {
    private final Map<String, String> values = new HashMap<>();

    private Query() {}

    static Query of(HttpExchange exchange) {
        Query query = new Query();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals < pair.length() - 1) {
                query.values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    /** The value, or null when it is missing or empty. */
    String get(String name) {
        return values.get(name);
    }

    /** A number; throws {@link IllegalArgumentException} with a sentence when it is none. */
    double number(String name, double otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Query parameter " + name + "=" + text + " is no number", e);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
