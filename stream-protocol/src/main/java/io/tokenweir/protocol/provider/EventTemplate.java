package io.tokenweir.protocol.provider;

import java.util.Arrays;

import io.tokenweir.protocol.http.Digits;

/**
 * Recognises an event that is, byte for byte, one that was read before but for the text of one JSON string.
 *
 * <p>In a stream of tokens nearly every event differs from the one before in its text only. What an {@link EventReader} makes
 * of an event depends on nothing but its bytes and on what it kept of the same bytes before; it only asks of a text whether it
 * is empty. So an event that repeats the bytes around the text, and whose text is a JSON string of at least one character, means
 * the same again, and reading it a second time would tell nothing. Comparing 200 bytes takes a tenth of the time of reading them.
 *
 * <p>Not thread-safe. Allocates only when a longer event is learnt.
 */
final class EventTemplate {
    /** Longer events are not worth keeping. */
    private static final int MAX_BYTES = 4096;

    private static final byte[] FIELD = {'d', 'a', 't', 'a', ':', ' '};

    private byte[] before = new byte[512];
    private int beforeLength;
    private byte[] after = new byte[256];
    private int afterLength;
    private DeltaKind kind;

    void forget() {
        kind = null;
    }

    /** What such an event carries; null when none is known. */
    DeltaKind kind() {
        return kind;
    }

    /**
     * Remembers an event as a line of the stream.
     *
     * @param data of the event, from {@code from} to {@code to}
     * @param textFrom first byte inside the quotes of the one text that differs
     * @param textTo its closing quote
     */
    void learn(byte[] data, int from, int to, int textFrom, int textTo, DeltaKind carried) {
        if (to - from > MAX_BYTES) {
            kind = null;
            return;
        }
        kind = carried;
        beforeLength = FIELD.length + textFrom - from;
        before = room(before, beforeLength);
        System.arraycopy(FIELD, 0, before, 0, FIELD.length);
        System.arraycopy(data, from, before, FIELD.length, textFrom - from);
        afterLength = to - textTo + 2;
        after = room(after, afterLength);
        System.arraycopy(data, textTo, after, 0, to - textTo);
        after[afterLength - 2] = '\n';
        after[afterLength - 1] = '\n';
    }

    /** How many bytes such an event, with the blank line that ends it, takes from {@code at} on; 0 when none is there, whole. */
    int match(byte[] bytes, int at, int end) {
        int text = at + beforeLength;
        if (kind == null || end - text <= afterLength || !Arrays.equals(bytes, at, text, before, 0, beforeLength)) {
            return 0;
        }
        int quote = JsonTokens.closingQuote(bytes, text, end - afterLength);
        int next = quote + afterLength;
        return quote > text && Arrays.equals(bytes, quote, next, after, 0, afterLength) ? next - at : 0;
    }

    /**
     * How many bytes a chunk of HTTP's chunked coding takes from {@code at} on, its size and the line end behind it included, that
     * holds such an event and nothing else; 0 when none is there, whole. As the size tells where the event ends, the text is
     * the only part of it that is looked at byte by byte.
     */
    int matchChunk(byte[] bytes, int at, int end) {
        long line = kind == null ? -1 : Digits.plainChunkLine(bytes, at, end);
        if (line < 0) {
            return 0;
        }
        int from = at + Digits.length(line);
        int to = from + Digits.size(line);
        int text = from + beforeLength;
        int quote = to - afterLength;
        boolean whole = quote > text && to + 2 <= end && bytes[to] == '\r' && bytes[to + 1] == '\n';
        return whole
                        && Arrays.equals(bytes, from, text, before, 0, beforeLength)
                        && Arrays.equals(bytes, quote, to, after, 0, afterLength)
                        && JsonTokens.closingQuote(bytes, text, quote) == quote
                ? to + 2 - at
                : 0;
    }

    private static byte[] room(byte[] array, int length) {
        return array.length >= length ? array : new byte[Math.max(array.length * 2, length)];
    }
}
