package io.tokenweir.load.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.tokenweir.load.trace.RowFormat.BadRow;

/** A row that is one JSON object, and where its fields stand in the line. */
final class JsonLine {
    private JsonLine() {}

    static JsonNode object(ObjectMapper json, String line) {
        JsonNode row;
        try {
            row = json.readTree(line);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new BadRow(column, "one JSON object on the line");
        }
        if (!row.isObject()) {
            throw new BadRow(1, "one JSON object on the line");
        }
        return row;
    }

    /** Counted from 1; 1 where the name does not stand in the line as it is written. */
    static int column(String line, String name) {
        return Math.max(0, line.indexOf('"' + name + '"')) + 1;
    }
}
