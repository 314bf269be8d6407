package io.tokenweir.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;

/**
 * Which lines of the request log a query wants: {@code id} (ours or the client's), {@code key} (the beginning of its
 * fingerprint), {@code account}, {@code model}, {@code decision}, {@code since} and {@code until} (microseconds since 1970,
 * by arrival), {@code saturated=true}. What is not given is not looked at. Not thread-safe.
 */
final class TruthQuery implements Predicate<byte[]> {
    private final Request request;
    private final List<Predicate<JsonNode>> tests = new ArrayList<>();

    /** @throws NumberFormatException when a time is no number */
    TruthQuery(Request request) {
        this.request = request;
        test("id", (line, id) -> id.equals(text(line, "requestId")) || id.equals(text(line, "clientRequestId")));
        test("key", (line, key) -> line.path("keyFingerprint").asText().startsWith(key));
        for (String field : List.of("account", "model", "decision")) {
            String name = field.equals("account") ? "accountId" : field;
            test(field, (line, value) -> value.equals(text(line, name)));
        }
        test("saturated", (line, yes) -> line.path("saturated").asBoolean() == Boolean.parseBoolean(yes));
        request.query("since").map(Long::parseLong).ifPresent(at -> tests.add(line -> micros(line) >= at));
        request.query("until").map(Long::parseLong).ifPresent(at -> tests.add(line -> micros(line) < at));
    }

    private void test(String name, BiPredicate<JsonNode, String> holds) {
        request.query(name).ifPresent(value -> tests.add(line -> holds.test(line, value)));
    }

    @Override
    public boolean test(byte[] line) {
        if (tests.isEmpty()) {
            return true;
        }
        try {
            JsonNode read = Json.MAPPER.readTree(line);
            return tests.stream().allMatch(test -> test.test(read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asText(null);
    }

    private static long micros(JsonNode line) {
        return line.path("receivedMicros").asLong(line.path("atMicros").asLong());
    }
}
