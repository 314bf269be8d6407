package io.tokenweir.report.check;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

import io.tokenweir.serde.RecordHash;

/**
 * 64-bit digest of what a record says, whatever it was stored in: by field name and value, so that a record from a topic and
 * the row that it became in a Parquet file have the same one. Null and empty are one. Maps have no order, arrays have.
 */
public final class RowDigest {
    private static final long NOTHING = 0;

    private RowDigest() {}

    public static long of(IndexedRecord row) {
        long digest = NOTHING;
        for (Schema.Field field : row.getSchema().getFields()) {
            long value = digest(row.get(field.pos()));
            if (value != NOTHING) {
                digest += mix(text(field.name()), value);
            }
        }
        return digest;
    }

    private static long digest(Object value) {
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof IndexedRecord nested) {
            return of(nested);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> mix(text(entry.getKey().toString()), digest(entry.getValue())))
                    .sum();
        }
        if (value instanceof Collection<?> list) {
            long sum = NOTHING;
            for (Object element : list) {
                sum = mix(sum, digest(element) + 1);
            }
            return sum;
        }
        if (value instanceof Integer || value instanceof Long) {
            return mix(1, ((Number) value).longValue());
        }
        return text(value.toString());
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
