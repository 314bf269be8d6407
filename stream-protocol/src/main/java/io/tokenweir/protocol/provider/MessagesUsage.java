package io.tokenweir.protocol.provider;

import static io.tokenweir.protocol.provider.JsonCursor.key;

/**
 * Adds up what Anthropic says about usage over a stream: every count is cumulative, a later event replaces those that it
 * names. Input tokens come without the cached ones, and are given on with them. Not thread-safe.
 */
final class MessagesUsage {
    private static final byte[][] COUNTS = {
        key("input_tokens"), key("cache_creation_input_tokens"), key("cache_read_input_tokens"), key("output_tokens"),
    };
    private static final int INPUT = 0;
    private static final int CACHE_WRITE = 1;
    private static final int CACHE_READ = 2;
    private static final int OUTPUT = 3;
    private static final byte[] OUTPUT_DETAILS = key("output_tokens_details");
    private static final byte[] THINKING_TOKENS = key("thinking_tokens");
    private static final int THINKING = 4;
    private static final long UNSAID = -1;

    private final long[] known = new long[THINKING + 1];
    private final long[] event = new long[THINKING + 1];

    void reset() {
        java.util.Arrays.fill(known, UNSAID);
    }

    void beginEvent() {
        java.util.Arrays.fill(event, UNSAID);
    }

    /** Reads the object that comes next; what it says counts from {@link #keep} on. */
    void read(JsonCursor cursor) {
        if (cursor.peek() != '{') {
            cursor.skip();
            return;
        }
        cursor.enterObject();
        while (cursor.nextKey()) {
            int count = 0;
            while (count < COUNTS.length && !cursor.keyIs(COUNTS[count])) {
                count++;
            }
            if (count < COUNTS.length) {
                event[count] = cursor.number(UNSAID);
            } else if (cursor.keyIs(OUTPUT_DETAILS)) {
                event[THINKING] = UsageReader.detail(cursor, THINKING_TOKENS, PassedValues.What.REASONING_TOKENS);
            } else {
                cursor.skip();
            }
        }
    }

    /** Takes over what the event said; false when it said nothing of output tokens. */
    boolean keep() {
        for (int i = 0; i < known.length; i++) {
            known[i] = event[i] == UNSAID ? known[i] : event[i];
        }
        return event[OUTPUT] != UNSAID;
    }

    /** Null when nothing was said. */
    Usage usage() {
        if (known[INPUT] == UNSAID && known[OUTPUT] == UNSAID) {
            return null;
        }
        return new Usage(
                said(INPUT) + said(CACHE_WRITE) + said(CACHE_READ), said(CACHE_READ), said(OUTPUT), said(THINKING));
    }

    private long said(int count) {
        return Math.max(0, known[count]);
    }
}
