package io.tokenweir.load.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.common.scenario.TraceSpec.Columns;

/** A user's own lengths, one JSON object a line, whose fields the scenario names. */
final class NamedJson implements RowFormat {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Columns columns;
    private final RecordedTime time;

    NamedJson(Columns columns) {
        this.columns = columns;
        this.time = new RecordedTime(columns.timeUnit());
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
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new BadRow(column, "one JSON object on the line");
        }
        if (!row.isObject()) {
            throw new BadRow(1, "one JSON object on the line");
        }
        long offset = time.offsetNanos(text(row, line, columns.timestamp()), column(line, columns.timestamp()));
        return TraceRow.lengths(
                offset,
                WholeNumber.of(text(row, line, columns.inputTokens()), column(line, columns.inputTokens())),
                WholeNumber.of(text(row, line, columns.outputTokens()), column(line, columns.outputTokens())),
                TraceRow.NO_PREFIXES);
    }

    private static String text(JsonNode row, String line, String name) {
        JsonNode value = row.get(name);
        if (value == null || !value.isValueNode()) {
            throw new BadRow(value == null ? line.length() + 1 : column(line, name), "a field '" + name + "'");
        }
        return value.asText();
    }

    private static int column(String line, String name) {
        return Math.max(0, line.indexOf('"' + name + '"')) + 1;
    }
}
