package io.tokenweir.report.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

import io.tokenweir.serde.TrustedEvents;

/**
 * Turns a row as a generic reader gives it into the generated record that it was written from: fields by name, enums from
 * text. Columns that the record lacks are dropped; absent maps and lists become empty, other absent fields null.
 */
final class Conform {
    static {
        TrustedEvents.install();
    }

    private Conform() {}

    static <T extends SpecificRecord> T to(Class<T> type, IndexedRecord row) {
        return type.cast(record(SpecificData.get().getSchema(type), row));
    }

    private static Object record(Schema schema, IndexedRecord row) {
        SpecificRecord record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            Schema.Field column = row.getSchema().getField(field.name());
            Object value = value(field.schema(), column == null ? null : row.get(column.pos()));
            if (value == null && !field.schema().isNullable()) {
                throw new IllegalArgumentException("has no " + schema.getName() + "." + field.name());
            }
            record.put(field.pos(), value);
        }
        return record;
    }

    private static Object value(Schema declared, Object value) {
        Schema schema = declared.getType() == Schema.Type.UNION ? notNull(declared) : declared;
        return switch (schema.getType()) {
            case MAP -> map(schema, (Map<?, ?>) value);
            case ARRAY -> list(schema, (Collection<?>) value);
            case RECORD -> value == null ? null : record(schema, (IndexedRecord) value);
            case ENUM -> value == null ? null : SpecificData.get().createEnum(value.toString(), schema);
            case STRING -> value == null ? null : value.toString();
            case LONG -> value == null ? null : (Object) ((Number) value).longValue();
            default -> value;
        };
    }

    private static Map<String, Object> map(Schema schema, Map<?, ?> values) {
        Map<String, Object> map = new TreeMap<>();
        if (values != null) {
            values.forEach((key, value) -> map.put(key.toString(), value(schema.getValueType(), value)));
        }
        return map;
    }

    private static List<Object> list(Schema schema, Collection<?> values) {
        List<Object> list = new ArrayList<>();
        if (values != null) {
            values.forEach(value -> list.add(value(schema.getElementType(), value)));
        }
        return list;
    }

    private static Schema notNull(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }
}
