package io.tokenweir.connect.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Sorts the rows of an object by one string field (the run), then by offset, so that a reader who asks for one run skips
 * the pages of the others by their statistics.
 *
 * @param paths candidates, fields separated by dots; the first one that the schema has counts
 */
record RowOrder(List<String> paths) {

    /** The rows in order; offsets stay in order within equal keys because the sort is stable. */
    List<SinkRecord> sorted(Schema schema, List<SinkRecord> rows) {
        for (String path : paths) {
            List<Field> fields = resolve(schema, path);
            if (!fields.isEmpty()) {
                if (allEqual(rows, fields)) {
                    return rows;
                }
                List<SinkRecord> sorted = new ArrayList<>(rows);
                sorted.sort(Comparator.comparing(row -> value(row, fields)));
                return sorted;
            }
        }
        return rows;
    }

    /** The usual case, one run at a time, needs no sorting. */
    private static boolean allEqual(List<SinkRecord> rows, List<Field> fields) {
        String first = value(rows.get(0), fields);
        return rows.stream().allMatch(row -> value(row, fields).equals(first));
    }

    private static List<Field> resolve(Schema schema, String path) {
        List<Field> fields = new ArrayList<>();
        Schema at = schema;
        for (String name : path.split("\\.")) {
            Field field = at.type() == Schema.Type.STRUCT ? at.field(name) : null;
            if (field == null) {
                return List.of();
            }
            fields.add(field);
            at = field.schema();
        }
        return at.type() == Schema.Type.STRING ? fields : List.of();
    }

    private static String value(SinkRecord row, List<Field> fields) {
        Object at = row.value();
        for (Field field : fields) {
            if (at == null) {
                return "";
            }
            at = ((Struct) at).get(field);
        }
        return at == null ? "" : (String) at;
    }
}
