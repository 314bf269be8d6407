package io.tokenweir.platform;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.registry.RegistryException;

/** HTTP in front of {@link RegistryApi}: credentials, decoding, error bodies. */
final class RegistryHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryHandler.class);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LONGEST_BODY = 8 << 20;
    private static final int BACKEND_FAILURE = 50001;

    private final RegistryApi api;
    private final byte[] authorization;

    /** @param userInfo {@code user:password} to ask for, or null */
    RegistryHandler(RegistryApi api, String userInfo) {
        this.api = api;
        this.authorization = userInfo == null
                ? null
                : ("Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)))
                        .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
            try {
                if (!authorized(exchange)) {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"schema registry\"");
                    throw RegistryException.refusal(401, "This registry asks for a user and a password.");
                }
                if (body.length > LONGEST_BODY) {
                    throw RegistryException.refusal(413, "The body is longer than " + LONGEST_BODY + " bytes.");
                }
                send(exchange, 200, api.answer(call(exchange, new String(body, StandardCharsets.UTF_8))));
            } catch (RegistryException e) {
                send(exchange, e.status(), error(e.errorCode(), e.getMessage()));
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("path", exchange.getRequestURI().getPath())
                        .log("registry failed");
                send(exchange, 500, error(BACKEND_FAILURE, "Error in the backend data store: " + e.getMessage()));
            }
        }
    }

    private boolean authorized(HttpExchange exchange) {
        if (authorization == null) {
            return true;
        }
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization);
    }

    private static RegistryApi.Call call(HttpExchange exchange, String body) {
        List<String> path = Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(RegistryHandler::decoded)
                .toList();
        String query = "&" + exchange.getRequestURI().getQuery() + "&";
        return new RegistryApi.Call(
                exchange.getRequestMethod(),
                path,
                query.contains("&verbose=true&"),
                query.contains("&defaultToGlobal=true&"),
                body);
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static JsonNode error(int code, String message) {
        return JsonNodeFactory.instance.objectNode().put("error_code", code).put("message", message);
    }

    private static void send(HttpExchange exchange, int status, JsonNode answer) throws IOException {
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
