package io.tokenweir.report.query;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.generic.IndexedRecord;

/**
 * One JSON object a line.
 *
 * @param columns none: the whole record
 */
record JsonLines(List<FieldPath> columns) implements RowWriter {
    @Override
    public List<String> begin(List<IndexedRecord> records) {
        return records.stream().map(this::row).toList();
    }

    @Override
    public String row(IndexedRecord record) {
        if (columns.isEmpty()) {
            return RecordJson.of(record).toString();
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        columns.forEach(column -> object.set(column.text(), RecordJson.of(column.of(record))));
        return object.toString();
    }
}
