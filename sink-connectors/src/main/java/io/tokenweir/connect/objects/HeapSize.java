package io.tokenweir.connect.objects;

import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/**
 * Estimate of the heap that Connect data holds, for the memory bound: object headers of 16 bytes, references of 4, Latin-1
 * strings. Meant to be right within a third, not exact.
 */
final class HeapSize {
    private static final int OBJECT = 16;
    private static final int REFERENCE = 4;
    private static final int STRING = 40;
    private static final int BOXED = 24;
    private static final int MAP_ENTRY = 48;
    /** Record, its headers, and the chain's entry. */
    static final int RECORD = 200;

    private HeapSize() {}

    static long of(Object value) {
        if (value instanceof Struct struct) {
            List<Field> fields = struct.schema().fields();
            long size = 2 * OBJECT + (long) REFERENCE * fields.size();
            for (int i = 0; i < fields.size(); i++) {
                size += of(struct.getWithoutDefault(fields.get(i).name()));
            }
            return size;
        }
        if (value instanceof String string) {
            return STRING + string.length();
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        if (value instanceof Map<?, ?> map) {
            long size = MAP_ENTRY;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                size += MAP_ENTRY + of(entry.getKey()) + of(entry.getValue());
            }
            return size;
        }
        return value == null ? 0 : BOXED;
    }

    private static long ofList(List<?> list) {
        long size = 2 * OBJECT + (long) REFERENCE * list.size();
        for (Object item : list) {
            size += of(item);
        }
        return size;
    }
}
