package io.tokenweir.report.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

import io.tokenweir.common.scenario.NearestName;

/**
 * A field of a record, as {@code window.ttft.p99Nanos}: names of fields from the outside in, then maybe the key of a map, as in
 * {@code window.requests.OK}. Held against the schema when it is parsed, so that a mistyped name is found before any reading.
 */
final class FieldPath {
    private static final List<String> OF_A_SERIES = List.of(
            "runId",
            "segment",
            "vantage",
            "grouping",
            "scenario",
            "stage",
            "provider",
            "model",
            "outcome",
            "step",
            "source");

    private final String text;
    private final List<String> names;
    private final Schema schema;

    private FieldPath(String text, List<String> names, Schema schema) {
        this.text = text;
        this.names = names;
        this.schema = schema;
    }

    /**
     * @param text also the bare name of a dimension, {@code model} for {@code series.model}
     * @throws IllegalArgumentException with a sentence when there is no such field
     */
    static FieldPath parse(String text, Schema schema) {
        boolean dimension = OF_A_SERIES.contains(text) && schema.getField("series") != null;
        String full = dimension ? "series." + text : text;
        List<String> names = new ArrayList<>();
        Schema at = schema;
        int from = 0;
        while (from <= full.length()) {
            if (at.getType() == Schema.Type.MAP) {
                // Keys may hold dots themselves.
                names.add(full.substring(from));
                at = present(at.getValueType());
                break;
            }
            int dot = full.indexOf('.', from);
            String name = full.substring(from, dot < 0 ? full.length() : dot);
            at = field(at, name, text);
            names.add(name);
            from = dot < 0 ? full.length() + 1 : dot + 1;
        }
        return new FieldPath(text, names, at);
    }

    private static Schema field(Schema schema, String name, String text) {
        Schema.Field field = schema.getType() == Schema.Type.RECORD ? schema.getField(name) : null;
        if (field == null) {
            String told = schema.getType() == Schema.Type.RECORD
                    ? known(schema, name)
                    : "; what stands before it is a value.";
            throw new IllegalArgumentException("There is no field '" + name + "' (in '" + text + "')" + told);
        }
        return present(field.schema());
    }

    private static String known(Schema schema, String name) {
        List<String> names = schema.getFields().stream().map(Schema.Field::name).toList();
        String nearest = NearestName.of(name, names);
        return nearest == null
                ? "; known here: " + String.join(", ", names) + "."
                : "; did you mean '" + nearest + "'?";
    }

    /** Of a union with null, the other one. */
    private static Schema present(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    /** As it was written. */
    String text() {
        return text;
    }

    /** Name of the innermost field or key. */
    String last() {
        return names.get(names.size() - 1);
    }

    /** Of its values; where they may be null, of the others. */
    Schema schema() {
        return schema;
    }

    boolean isNumber() {
        return switch (schema.getType()) {
            case INT, LONG, FLOAT, DOUBLE -> true;
            default -> false;
        };
    }

    /** Null where a record on the way, or the key of a map, is missing. */
    Object of(IndexedRecord record) {
        Object value = record;
        for (String name : names) {
            if (value instanceof IndexedRecord inner) {
                value = inner.get(inner.getSchema().getField(name).pos());
            } else if (value instanceof Map<?, ?> map) {
                value = map.get(name);
            } else {
                return null;
            }
        }
        return value;
    }
}
