package io.tokenweir.provision.mail;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.provision.account.Cause;
import io.tokenweir.provision.http.CallContext;
import io.tokenweir.provision.http.CallFailedException;
import io.tokenweir.provision.http.HttpAnswer;
import io.tokenweir.provision.http.HttpCall;
import io.tokenweir.provision.http.PacedHttp;

/** Calls of a mailbox API over HTTP and JSON, all in the mailbox group's rate. Thread-safe. */
final class MailHttp {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;
    private final PacedHttp http;
    private final Map<String, String> headers;

    /** @param headers sent with every call */
    MailHttp(URI base, PacedHttp http, Map<String, String> headers) {
        this.base = base.toString().replaceAll("/+$", "");
        this.http = http;
        this.headers = Map.copyOf(headers);
    }

    /** The header of HTTP's basic authentication; nothing when there is neither user nor secret. */
    static Map<String, String> basic(String user, String secret) {
        if (user == null && secret == null) {
            return Map.of();
        }
        String pair = (user == null ? "" : user) + ':' + (secret == null ? "" : secret);
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    CompletableFuture<HttpAnswer> get(String step, String path, CallContext context) {
        return send(step, "GET", path, null, Map.of(), context);
    }

    CompletableFuture<HttpAnswer> send(
            String step, String method, String path, String body, Map<String, String> more, CallContext context) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        URI uri = URI.create(base + path);
        return http.send(new HttpCall(step, MailboxProvider.GROUP, method, uri, all, body, true, context));
    }

    String base() {
        return base;
    }

    /** The answer as JSON when its status is one of these; else the step's failure. */
    static JsonNode json(HttpAnswer answer, String step, Integer... statuses) {
        return json(expect(answer, step, statuses));
    }

    static HttpAnswer expect(HttpAnswer answer, String step, Integer... statuses) {
        if (!Set.of(statuses).contains(answer.status())) {
            boolean lost = answer.status() == 404 || answer.status() == 410;
            throw failure(
                    lost ? "mailbox-lost" : "mailbox-refused", "step " + step + " was answered " + answer.status());
        }
        return answer;
    }

    /**
     * Like {@link #expect} for calls that carry what opens a mailbox of ours: we know its password, so a service that does
     * not take it has lost the mailbox.
     */
    static HttpAnswer expectOurs(HttpAnswer answer, String step, Integer... statuses) {
        if (answer.status() == 401 || answer.status() == 403) {
            throw failure(
                    "mailbox-lost",
                    "step " + step + " was answered " + answer.status() + ": the service no longer knows our mailbox");
        }
        return expect(answer, step, statuses);
    }

    static JsonNode json(HttpAnswer answer) {
        try {
            JsonNode node = JSON.readTree(answer.body());
            if (node != null) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw failure("unexpected-answer", "the mailbox API answered " + answer.status() + " with no JSON");
        }
        throw failure("unexpected-answer", "the mailbox API answered " + answer.status() + " with nothing");
    }

    static CallFailedException failure(String code, String detail) {
        return new CallFailedException(new Cause(code, detail), false);
    }

    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Texts of a field over a list of objects. */
    static List<String> each(JsonNode list, String field) {
        List<String> found = new ArrayList<>();
        list.forEach(item -> {
            String text = item.isTextual() ? item.asText() : item.path(field).asText("");
            if (!text.isEmpty()) {
                found.add(text);
            }
        });
        return found;
    }

    /** The header of a token. */
    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    /** The body that asks for a mailbox, or for a token of it. */
    static String credentials(Mailbox mailbox) {
        return JSON.createObjectNode()
                .put("address", mailbox.address())
                .put("password", mailbox.password())
                .toString();
    }
}
