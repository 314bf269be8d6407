package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.tokenweir.protocol.provider.PassedValues.What;

/**
 * An event that was read, as a line of the stream with holes where another may differ and still mean the same but for them: the
 * text that is generated, the answer's id, the counts of its usage, and strings and numbers that nobody looks at, such as the
 * time, a sequence number, or padding.
 *
 * <p>What an {@link EventReader} without a memory of its own makes of an event depends on its bytes outside of these holes, on
 * whether the text is empty, and on whether the answer's id and model were known before. So a line that differs in the holes only
 * means what the event meant that was learnt, whatever answer it belongs to; id and counts are read. Not thread-safe.
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
    private boolean tellsUsage;
    private DeltaKind kind;
    private String id;
    private String model;
    private String finishReason;

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
        tellsUsage = read.saidUsage();
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
        int count = holes.count();
        holes.empty();
        for (int i = 0; i < count; i++) {
            int next = holes.from(i);
            int literal = next - mine;
            if (end - at < literal || !Arrays.equals(bytes, at, at + literal, line, mine, next)) {
                return 0;
            }
            at = holes.fill(bytes, at + literal, end);
            if (at < 0) {
                return 0;
            }
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
            reader.id = id(bytes);
        }
        if (!modelKnownBefore) {
            reader.model = model;
        }
        if (finishReason != null) {
            reader.finishReason = finishReason;
        }
        if (tellsUsage) {
            reader.usage = new Usage(
                    holes.count(What.INPUT_TOKENS, bytes),
                    holes.count(What.CACHED_TOKENS, bytes),
                    holes.count(What.OUTPUT_TOKENS, bytes),
                    holes.count(What.REASONING_TOKENS, bytes));
        }
    }

    private String id(byte[] bytes) {
        PassedValues filled = holes.filled();
        int hole = filled.find(What.ID);
        return hole < 0
                ? id
                : new String(bytes, filled.from(hole), filled.to(hole) - filled.from(hole), StandardCharsets.UTF_8);
    }

    /** Lets the template of the stream learn the line that was matched last, if it carries a text and tells nothing else. */
    void teach(EventTemplate template, byte[] bytes, int start, int matched) {
        if (kind != null && finishReason == null && !tellsUsage) {
            PassedValues filled = holes.filled();
            int text = filled.find(What.TEXT);
            template.learn(bytes, start + FIELD.length, start + matched - 2, filled.from(text), filled.to(text), kind);
        }
    }
}
