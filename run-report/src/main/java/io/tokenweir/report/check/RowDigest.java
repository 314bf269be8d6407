package io.tokenweir.report.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

import io.tokenweir.serde.RecordHash;

/**
 * 64-bit digest of what a row says, whatever it is stored in: by field name and value, so that a record from a topic and the
 * row that it became in a Parquet file have the same one. Fields that the reference schema lacks (a sink's own columns) are
 * left out, and null, empty and absent are one. Maps have no order, arrays have.
 */
final class RowDigest {
    private static final long NOTHING = 0;

    private RowDigest() {}

    /** @param reference the schema whose fields count */
    static long of(IndexedRecord row, Schema reference) {
        long digest = NOTHING;
        for (Schema.Field field : reference.getFields()) {
            Schema.Field here = row.getSchema().getField(field.name());
            long value = here == null ? NOTHING : digest(row.get(here.pos()), plain(field.schema()));
            if (value != NOTHING) {
                digest += mix(text(field.name()), value);
            }
        }
        return digest;
    }

    private static long digest(Object value, Schema reference) {
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof IndexedRecord nested) {
            return reference.getType() == Schema.Type.RECORD ? of(nested, reference) : NOTHING;
        }
        if (value instanceof Map<?, ?> map) {
            long sum = NOTHING;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += mix(text(entry.getKey().toString()), digest(entry.getValue(), plain(reference.getValueType())));
            }
            return sum;
        }
        if (value instanceof Collection<?> list) {
            long sum = NOTHING;
            for (Object element : list) {
                sum = mix(sum, digest(element, plain(reference.getElementType())) + 1);
            }
            return sum;
        }
        return scalar(value);
    }

    private static long scalar(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return mix(1, ((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return mix(2, Double.doubleToLongBits(number.doubleValue()));
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return RecordHash.of(copy);
        }
        if (value instanceof GenericFixed fixed) {
            return RecordHash.of(fixed.bytes());
        }
        if (value instanceof Boolean || value instanceof CharSequence || value instanceof Enum<?>) {
            return text(value.toString());
        }
        if (value instanceof GenericData.EnumSymbol) {
            return text(value.toString());
        }
        throw new IllegalArgumentException("No digest for a " + value.getClass().getName() + ".");
    }

    private static Schema plain(Schema schema) {
        return schema.getType() != Schema.Type.UNION
                ? schema
                : schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow();
    }

    private static long text(String text) {
        return RecordHash.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long mix(long a, long b) {
        long mixed = a * 0x9E3779B97F4A7C15L + Long.rotateLeft(b, 29);
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
