package io.tokenweir.load.trace;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Traces of one JSON object a line: Mooncake's ({@code timestamp} in ms, {@code input_length}, {@code output_length},
 * {@code hash_ids}), or a user's own recorded bodies ({@code timestamp} in ms, {@code body}).
 */
final class JsonLines implements RowFormat {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final boolean bodies;
    private double first = Double.NaN;

    JsonLines(boolean bodies) {
        this.bodies = bodies;
    }

    @Override
    public TraceRow row(String line, long lineNumber) {
        if (line.isBlank()) {
            return null;
        }
        JsonNode row;
        try {
            row = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BadRow(
                    e.getLocation() == null ? 1 : e.getLocation().getColumnNr(), "one JSON object on the line");
        }
        JsonNode time = need(row, line, "timestamp", "a number of milliseconds");
        if (!time.isNumber()) {
            throw new BadRow(column(line, "timestamp"), "'timestamp' to be a number of milliseconds");
        }
        if (Double.isNaN(first)) {
            first = time.doubleValue();
        }
        long offset = Math.round((time.doubleValue() - first) * 1e6);
        return bodies ? recorded(row, line, offset) : lengths(row, line, offset);
    }

    private static TraceRow recorded(JsonNode row, String line, long offset) {
        JsonNode body = need(row, line, "body", "a JSON object");
        if (!body.isObject()) {
            throw new BadRow(column(line, "body"), "'body' to be a JSON object");
        }
        int output =
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(0));
        return new TraceRow(
                offset, 0, output, TraceRow.NO_PREFIXES, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static TraceRow lengths(JsonNode row, String line, long offset) {
        JsonNode hashes = row.path("hash_ids");
        long[] ids = new long[hashes.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!hashes.get(i).isIntegralNumber()) {
                throw new BadRow(column(line, "hash_ids"), "'hash_ids' to hold whole numbers");
            }
            ids[i] = hashes.get(i).longValue();
        }
        return new TraceRow(offset, count(row, line, "input_length"), count(row, line, "output_length"), ids, null);
    }

    private static int count(JsonNode row, String line, String name) {
        JsonNode value = need(row, line, name, "a whole number of tokens");
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw new BadRow(column(line, name), "'" + name + "' to be a whole number of tokens");
        }
        return value.intValue();
    }

    private static JsonNode need(JsonNode row, String line, String name, String what) {
        JsonNode value = row.get(name);
        if (value == null) {
            throw new BadRow(line.length() + 1, "'" + name + "', " + what);
        }
        return value;
    }

    private static int column(String line, String name) {
        return Math.max(0, line.indexOf('"' + name + '"')) + 1;
    }
}
