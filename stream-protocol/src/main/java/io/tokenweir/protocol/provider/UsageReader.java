package io.tokenweir.protocol.provider;

import static io.tokenweir.protocol.provider.JsonCursor.key;

import io.tokenweir.protocol.provider.PassedValues.What;

/**
 * Reads OpenAI's {@code usage} objects, by the names of Chat Completions and by those of Responses; a null, and anything
 * else that names neither input nor output tokens, is no usage. Not thread-safe.
 */
final class UsageReader {
    private static final byte[] PROMPT_TOKENS = key("prompt_tokens");
    private static final byte[] INPUT_TOKENS = key("input_tokens");
    private static final byte[] COMPLETION_TOKENS = key("completion_tokens");
    private static final byte[] OUTPUT_TOKENS = key("output_tokens");
    private static final byte[] PROMPT_DETAILS = key("prompt_tokens_details");
    private static final byte[] INPUT_DETAILS = key("input_tokens_details");
    private static final byte[] COMPLETION_DETAILS = key("completion_tokens_details");
    private static final byte[] OUTPUT_DETAILS = key("output_tokens_details");
    private static final byte[] CACHED_TOKENS = key("cached_tokens");
    private static final byte[] REASONING_TOKENS = key("reasoning_tokens");

    Usage read(JsonCursor cursor) {
        if (cursor.peek() != '{') {
            cursor.skip();
            return null;
        }
        if (cursor.passed().hasCounts()) {
            // of an object that came before, and counts no more
            cursor.passed().spoil();
        }
        boolean any = false;
        long input = 0;
        long cached = 0;
        long output = 0;
        long reasoning = 0;
        cursor.enterObject();
        while (cursor.nextKey()) {
            if (cursor.keyIs(PROMPT_TOKENS) || cursor.keyIs(INPUT_TOKENS)) {
                any = true;
                input = cursor.count(What.INPUT_TOKENS);
            } else if (cursor.keyIs(COMPLETION_TOKENS) || cursor.keyIs(OUTPUT_TOKENS)) {
                any = true;
                output = cursor.count(What.OUTPUT_TOKENS);
            } else if (cursor.keyIs(PROMPT_DETAILS) || cursor.keyIs(INPUT_DETAILS)) {
                cached = detail(cursor, CACHED_TOKENS, What.CACHED_TOKENS);
            } else if (cursor.keyIs(COMPLETION_DETAILS) || cursor.keyIs(OUTPUT_DETAILS)) {
                reasoning = detail(cursor, REASONING_TOKENS, What.REASONING_TOKENS);
            } else {
                cursor.ignore();
            }
        }
        return any ? new Usage(input, cached, output, reasoning) : null;
    }

    /** The number under a name in the object that comes next; 0 when there is none. */
    static long detail(JsonCursor cursor, byte[] name, What what) {
        long value = 0;
        if (cursor.passed().find(what) >= 0) {
            // what comes next overrules it, even by saying nothing
            cursor.passed().spoil();
        }
        if (cursor.peek() != '{') {
            cursor.skip();
            return value;
        }
        cursor.enterObject();
        while (cursor.nextKey()) {
            if (cursor.keyIs(name)) {
                value = cursor.count(what);
            } else {
                cursor.ignore();
            }
        }
        return value;
    }
}
