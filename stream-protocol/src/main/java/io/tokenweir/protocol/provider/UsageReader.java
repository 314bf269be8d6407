package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;

/** Reads a {@code usage} object; a null, or anything else that is no object, is no usage. Not thread-safe. */
final class UsageReader {
    private static final byte[] PROMPT_TOKENS = key("prompt_tokens");
    private static final byte[] COMPLETION_TOKENS = key("completion_tokens");
    private static final byte[] PROMPT_DETAILS = key("prompt_tokens_details");
    private static final byte[] COMPLETION_DETAILS = key("completion_tokens_details");
    private static final byte[] CACHED_TOKENS = key("cached_tokens");
    private static final byte[] REASONING_TOKENS = key("reasoning_tokens");

    Usage read(JsonCursor cursor) {
        if (cursor.peek() != '{') {
            cursor.skip();
            return null;
        }
        long input = 0;
        long cached = 0;
        long output = 0;
        long reasoning = 0;
        cursor.enterObject();
        while (cursor.nextKey()) {
            if (cursor.keyIs(PROMPT_TOKENS)) {
                input = cursor.number(0);
            } else if (cursor.keyIs(COMPLETION_TOKENS)) {
                output = cursor.number(0);
            } else if (cursor.keyIs(PROMPT_DETAILS)) {
                cached = detail(cursor, CACHED_TOKENS);
            } else if (cursor.keyIs(COMPLETION_DETAILS)) {
                reasoning = detail(cursor, REASONING_TOKENS);
            } else {
                cursor.skip();
            }
        }
        return new Usage(input, cached, output, reasoning);
    }

    private static long detail(JsonCursor cursor, byte[] name) {
        long value = 0;
        if (cursor.peek() != '{') {
            cursor.skip();
            return value;
        }
        cursor.enterObject();
        while (cursor.nextKey()) {
            if (cursor.keyIs(name)) {
                value = cursor.number(0);
            } else {
                cursor.skip();
            }
        }
        return value;
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
