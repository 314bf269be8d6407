package io.tokenweir.report.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.avro.generic.IndexedRecord;

/** Comma-separated values by RFC 4180, a heading first; what is not a single value is JSON within its field. */
record CsvWriter(List<FieldPath> columns) implements RowWriter {
    @Override
    public List<String> begin(List<IndexedRecord> records) {
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(column -> quoted(column.text())).collect(Collectors.joining(",")));
        records.forEach(record -> lines.add(row(record)));
        return lines;
    }

    @Override
    public String row(IndexedRecord record) {
        return columns.stream().map(column -> field(column.of(record))).collect(Collectors.joining(","));
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        boolean compound = value instanceof IndexedRecord || value instanceof Map || value instanceof Collection;
        return quoted(
                compound
                        ? RecordJson.of(value).toString()
                        : RecordJson.of(value).asText());
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
