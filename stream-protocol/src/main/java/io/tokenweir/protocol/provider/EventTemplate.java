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

    /** Behind a chunk. */
    private static final int LINE_END = 2;

    private byte[] before = new byte[512];
    private int beforeLength;
    /** With the line end behind a chunk, which {@code afterLength} leaves out. */
    private byte[] after = new byte[256];

    private int afterLength;
    private int passed;
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
        after = room(after, afterLength + LINE_END);
        System.arraycopy(data, textTo, after, 0, to - textTo);
        after[afterLength - 2] = '\n';
        after[afterLength - 1] = '\n';
        after[afterLength] = '\r';
        after[afterLength + 1] = '\n';
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
     * Where the last of the chunks of HTTP's chunked coding ends that stand one after the other from {@code at} on, and hold such an
     * event each and nothing else: {@code at} when there is none, whole. As its size tells where an event ends, its text is the only
     * part that is looked at byte by byte; all that a burst brings passes through this one loop.
     */
    int passChunks(byte[] bytes, int at, int end) {
        passed = 0;
        if (kind == null) {
            return at;
        }
        byte[] head = before;
        byte[] tail = after;
        int headLength = beforeLength;
        int tailLength = afterLength + LINE_END;
        int next = at;
        while (true) {
            int size = Digits.twoDigitChunkLine(bytes, next, end);
            int from = next + Digits.TWO_DIGIT_LINE;
            if (size < 0) {
                long line = Digits.plainChunkLine(bytes, next, end);
                if (line < 0) {
                    return next;
                }
                size = Digits.size(line);
                from = next + Digits.length(line);
            }
            int text = from + headLength;
            int to = from + size + LINE_END;
            int quote = to - tailLength;
            if (quote <= text
                    || to > end
                    || !Arrays.equals(bytes, from, text, head, 0, headLength)
                    || !Arrays.equals(bytes, quote, to, tail, 0, tailLength)
                    || JsonTokens.closingQuote(bytes, text, quote) != quote) {
                return next;
            }
            next = to;
            passed++;
        }
    }

    /** How many chunks were passed over last. */
    int passed() {
        return passed;
    }

    private static byte[] room(byte[] array, int length) {
        return array.length >= length ? array : new byte[Math.max(array.length * 2, length)];
    }
}
