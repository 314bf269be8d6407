package io.tokenweir.load.trace;

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
        JsonNode row = JsonLine.object(JSON, line);
        long offset =
                time.offsetNanos(text(row, line, columns.timestamp()), JsonLine.column(line, columns.timestamp()));
        return TraceRow.lengths(
                offset,
                WholeNumber.of(text(row, line, columns.inputTokens()), JsonLine.column(line, columns.inputTokens())),
                WholeNumber.of(text(row, line, columns.outputTokens()), JsonLine.column(line, columns.outputTokens())),
                TraceRow.NO_PREFIXES);
    }

    private static String text(JsonNode row, String line, String name) {
        JsonNode value = row.get(name);
        if (value == null || !value.isValueNode()) {
            throw new BadRow(value == null ? line.length() + 1 : JsonLine.column(line, name), "a field '" + name + "'");
        }
        return value.asText();
    }
}
