package io.tokenweir.load.trace;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Mooncake's traces, one JSON object a line: {@code timestamp} in ms, {@code input_length}, {@code output_length},
 * {@code hash_ids}.
 */
final class MooncakeJson implements RowFormat {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final OrderedTime time = new OrderedTime();

    @Override
    public TraceRow row(String line, long lineNumber) {
        if (line.isBlank()) {
            return null;
        }
        JsonNode row = JsonLine.object(JSON, line);
        JsonNode millis = need(row, line, "timestamp", "a number of milliseconds");
        if (!millis.isNumber()) {
            throw new BadRow(JsonLine.column(line, "timestamp"), "'timestamp' to be a number of milliseconds");
        }
        int input = count(row, line, "input_length");
        int output = count(row, line, "output_length");
        long[] ids = prefixes(row, line);
        return TraceRow.lengths(
                time.offsetNanos(millis.doubleValue(), JsonLine.column(line, "timestamp")), input, output, ids);
    }

    private static long[] prefixes(JsonNode row, String line) {
        JsonNode hashes = row.path("hash_ids");
        long[] ids = new long[hashes.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!hashes.get(i).isIntegralNumber()) {
                throw new BadRow(JsonLine.column(line, "hash_ids"), "'hash_ids' to hold whole numbers");
            }
            ids[i] = hashes.get(i).longValue();
        }
        return ids;
    }

    private static int count(JsonNode row, String line, String name) {
        JsonNode value = need(row, line, name, "a whole number of tokens");
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw new BadRow(JsonLine.column(line, name), "'" + name + "' to be a whole number of tokens");
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
}
