package io.tokenweir.connect.objects;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an object says of itself, in its Parquet footer and, on S3, in its user metadata.
 *
 * @param start first position
 * @param end last position, inclusive
 * @param rows rows stored, fewer than positions where the broker left offsets out
 */
public record ChunkInfo(long start, long end, long rows) {
    private static final String START = "start-offset";
    private static final String END = "end-offset";
    private static final String ROWS = "rows";

    Map<String, String> toMetadata() {
        return Map.of(START, Long.toString(start), END, Long.toString(end), ROWS, Long.toString(rows));
    }

    /** Reads it back; keys in any case, because stores differ in that. */
    static ChunkInfo of(String key, Map<String, String> metadata) {
        Map<String, String> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        entries.putAll(metadata);
        return new ChunkInfo(number(key, entries, START), number(key, entries, END), number(key, entries, ROWS));
    }

    private static long number(String key, Map<String, String> entries, String name) {
        String text = entries.get(name);
        if (text == null || !text.matches("\\d{1,18}")) {
            throw new IllegalStateException("The object " + key + " carries no readable '" + name
                    + "': it was not written by this connector; move it out of the connector's folder.");
        }
        return Long.parseLong(text);
    }
}
