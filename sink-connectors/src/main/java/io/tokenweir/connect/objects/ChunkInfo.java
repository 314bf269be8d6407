package io.tokenweir.connect.objects;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What an object says of itself, in its Parquet footer and, on S3, in its user metadata.
 *
 * @param start first position
 * @param end last position, inclusive
 * @param rows rows stored, fewer than positions where the broker left offsets out
 * @param hash {@link ContentHash} of the rows; empty in objects of before there was one
 */
public record ChunkInfo(long start, long end, long rows, OptionalLong hash) {
    private static final String START = "start-offset";
    private static final String END = "end-offset";
    private static final String ROWS = "rows";
    static final String HASH = "content-hash";

    ChunkInfo(long start, long end, long rows, long hash) {
        this(start, end, rows, OptionalLong.of(hash));
    }

    Map<String, String> toMetadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(START, Long.toString(start));
        metadata.put(END, Long.toString(end));
        metadata.put(ROWS, Long.toString(rows));
        hash.ifPresent(value -> metadata.put(HASH, hex(value)));
        return metadata;
    }

    static String hex(long hash) {
        return String.format("%016x", hash);
    }

    /** Reads it back; keys in any case, because stores differ in that. */
    static ChunkInfo of(String key, Map<String, String> metadata) {
        Map<String, String> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        entries.putAll(metadata);
        String hash = entries.get(HASH);
        return new ChunkInfo(
                number(key, entries, START),
                number(key, entries, END),
                number(key, entries, ROWS),
                hash == null || !hash.matches("[0-9a-f]{16}")
                        ? OptionalLong.empty()
                        : OptionalLong.of(Long.parseUnsignedLong(hash, 16)));
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
