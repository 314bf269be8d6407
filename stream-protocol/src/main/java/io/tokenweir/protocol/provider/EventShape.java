package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An event that was read, as a line of the stream with holes where another may differ and still mean the same: the text that is
 * generated, the answer's id, and strings and numbers that nobody looks at, such as the time, a sequence number, or padding.
 *
 * <p>What an {@link EventReader} without a memory of its own makes of an event depends on its bytes outside of these holes, on
 * whether the text is empty, and on whether the answer's id and model were known before. So a line that differs in the holes only
 * means what the event meant that was learnt, whatever answer it belongs to. Not thread-safe.
 */
final class EventShape {
    /** Longer events are not worth keeping. */
    private static final int MAX_BYTES = 4096;

    private static final byte[] FIELD = {'d', 'a', 't', 'a', ':', ' '};

    private byte[] line = new byte[512];
    private int length;
    private final Holes holes = new Holes();
    private boolean idKnownBefore;
    private boolean modelKnownBefore;
    private DeltaKind kind;
    private String id;
    private String model;
    private String finishReason;

    /** Where the line that was matched last has its text, and its answer's id. */
    private int textFrom;

    private int textTo;
    private int idFrom;
    private int idTo;

    /** Learns from the event that the reader has read; false when others could not be told from it. */
    boolean learn(EventReader read, byte[] data, int from, int to) {
        if (to - from > MAX_BYTES
                || !read.meansTheSameAgain()
                || !holes.learn(read.cursor.passed(), from - FIELD.length)) {
            return false;
        }
        length = FIELD.length + to - from + 2;
        if (line.length < length) {
            line = new byte[Math.max(line.length * 2, length)];
        }
        System.arraycopy(FIELD, 0, line, 0, FIELD.length);
        System.arraycopy(data, from, line, FIELD.length, to - from);
        line[length - 2] = '\n';
        line[length - 1] = '\n';
        idKnownBefore = read.idKnownBefore;
        modelKnownBefore = read.modelKnownBefore;
        kind = read.arrivals() == 0 ? null : read.arrival(0);
        id = read.id;
        model = read.model;
        finishReason = read.finishSaid;
        return true;
    }

    /** How many bytes such an event, with the blank line that ends it, takes from {@code start} on; 0 when none is there, whole. */
    int match(EventReader reader, byte[] bytes, int start, int end) {
        if (idKnownBefore != (reader.id != null) || modelKnownBefore != (reader.model != null)) {
            return 0;
        }
        int at = start;
        int mine = 0;
        idTo = -1;
        for (int i = 0; i < holes.count(); i++) {
            int literal = holes.from(i) - mine;
            if (end - at < literal || !Arrays.equals(bytes, at, at + literal, line, mine, mine + literal)) {
                return 0;
            }
            at += literal;
            int stop = holes.fill(i, bytes, at, end);
            if (stop < 0) {
                return 0;
            }
            if (holes.isText(i)) {
                textFrom = at;
                textTo = stop;
            } else if (holes.isId(i) && idTo < 0) {
                idFrom = at;
                idTo = stop;
            }
            at = stop;
            mine = holes.to(i);
        }
        int rest = length - mine;
        return end - at >= rest && Arrays.equals(bytes, at, at + rest, line, mine, length) ? at + rest - start : 0;
    }

    /** What it carries; null when that is nothing. */
    DeltaKind kind() {
        return kind;
    }

    /** Tells the reader what the line said that was matched last. */
    void tell(EventReader reader, byte[] bytes) {
        if (!idKnownBefore) {
            reader.id = idTo < 0 ? id : new String(bytes, idFrom, idTo - idFrom, StandardCharsets.UTF_8);
        }
        if (!modelKnownBefore) {
            reader.model = model;
        }
        if (finishReason != null) {
            reader.finishReason = finishReason;
        }
    }

    /** Lets the template of the stream learn the line that was matched last, if it carries a text. */
    void teach(EventTemplate template, byte[] bytes, int start, int matched) {
        if (kind != null) {
            template.learn(bytes, start + FIELD.length, start + matched - 2, textFrom, textTo, kind);
        }
    }
}
