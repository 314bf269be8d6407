package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one {@code chat.completion.chunk} (or {@code text_completion}) object and keeps what the meter needs of it, without
 * allocating for an ordinary chunk.
 *
 * <p>A delta counts once for each kind of generated text that it carries, in the order reasoning, content, refusal, tool
 * arguments; empty strings, roles, names and ids are no generated text. Not thread-safe.
 */
final class ChatChunkReader {
    private static final byte[] ID = key("id");
    private static final byte[] MODEL = key("model");
    private static final byte[] CHOICES = key("choices");
    private static final byte[] USAGE = key("usage");
    private static final byte[] ERROR = key("error");
    private static final byte[] DELTA = key("delta");
    private static final byte[] TEXT = key("text");
    private static final byte[] FINISH_REASON = key("finish_reason");
    private static final byte[] CONTENT = key("content");
    private static final byte[] REASONING = key("reasoning");
    private static final byte[] REASONING_CONTENT = key("reasoning_content");
    private static final byte[] REFUSAL = key("refusal");
    private static final byte[] TOOL_CALLS = key("tool_calls");
    private static final byte[] FUNCTION_CALL = key("function_call");
    private static final byte[] FUNCTION = key("function");
    private static final byte[] ARGUMENTS = key("arguments");
    private static final byte[] MESSAGE = key("message");
    private static final byte[] TYPE = key("type");
    private static final byte[] CODE = key("code");
    private static final byte[] PARAM = key("param");

    private final JsonCursor cursor = new JsonCursor();
    private final UsageReader usageReader = new UsageReader();
    private byte[] kinds = new byte[8];
    private int kindCount;
    private boolean content;
    private boolean reasoning;
    private boolean refusal;
    private boolean tool;

    private String id;
    private String model;
    private String finishReason;
    private Usage usage;
    private ErrorBody error;

    void reset() {
        id = null;
        model = null;
        finishReason = null;
        usage = null;
        error = null;
        kindCount = 0;
    }

    /** Reads one chunk; throws {@link JsonSyntaxException} when it is none, and then nothing of it counts as an arrival. */
    void read(byte[] bytes, int offset, int length) {
        kindCount = 0;
        cursor.wrap(bytes, offset, length);
        cursor.enterObject();
        while (cursor.nextKey()) {
            if (cursor.keyIs(CHOICES)) {
                choices();
            } else if (cursor.keyIs(ID)) {
                id = id == null ? cursor.text() : keep(id);
            } else if (cursor.keyIs(MODEL)) {
                model = model == null ? cursor.text() : keep(model);
            } else if (cursor.keyIs(USAGE)) {
                Usage read = usageReader.read(cursor);
                usage = read == null ? usage : read;
            } else if (cursor.keyIs(ERROR)) {
                readError();
            } else {
                cursor.skip();
            }
        }
        cursor.expectEnd();
    }

    int arrivals() {
        return kindCount;
    }

    DeltaKind arrival(int index) {
        return DeltaKind.of(kinds[index]);
    }

    String id() {
        return id;
    }

    String model() {
        return model;
    }

    String finishReason() {
        return finishReason;
    }

    Usage usage() {
        return usage;
    }

    ErrorBody error() {
        return error;
    }

    private String keep(String known) {
        cursor.skip();
        return known;
    }

    private void choices() {
        kindCount = 0;
        if (cursor.peek() != '[') {
            cursor.skip();
            return;
        }
        cursor.enterArray();
        while (cursor.nextElement()) {
            if (cursor.peek() == '{') {
                choice();
            } else {
                cursor.skip();
            }
        }
    }

    private void choice() {
        content = false;
        reasoning = false;
        refusal = false;
        tool = false;
        cursor.enterObject();
        while (cursor.nextKey()) {
            if (cursor.keyIs(DELTA)) {
                delta();
            } else if (cursor.keyIs(TEXT)) {
                content = cursor.passNonEmptyString();
            } else if (cursor.keyIs(FINISH_REASON)) {
                String reason = cursor.peek() == '"' ? cursor.text() : keep(null);
                finishReason = reason == null ? finishReason : reason;
            } else {
                cursor.skip();
            }
        }
        add(reasoning, DeltaKind.REASONING);
        add(content, DeltaKind.CONTENT);
        add(refusal, DeltaKind.REFUSAL);
        add(tool, DeltaKind.TOOL_ARGUMENTS);
    }

    private void delta() {
        if (cursor.peek() != '{') {
            cursor.skip();
            return;
        }
        cursor.enterObject();
        while (cursor.nextKey()) {
            if (cursor.keyIs(CONTENT)) {
                content = cursor.passNonEmptyString();
            } else if (cursor.keyIs(REASONING_CONTENT) || cursor.keyIs(REASONING)) {
                reasoning |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(REFUSAL)) {
                refusal = cursor.passNonEmptyString();
            } else if (cursor.keyIs(TOOL_CALLS)) {
                toolCalls();
            } else if (cursor.keyIs(FUNCTION_CALL)) {
                arguments();
            } else {
                cursor.skip();
            }
        }
    }

    private void toolCalls() {
        if (cursor.peek() != '[') {
            cursor.skip();
            return;
        }
        cursor.enterArray();
        while (cursor.nextElement()) {
            if (cursor.peek() != '{') {
                cursor.skip();
                continue;
            }
            cursor.enterObject();
            while (cursor.nextKey()) {
                if (cursor.keyIs(FUNCTION)) {
                    arguments();
                } else {
                    cursor.skip();
                }
            }
        }
    }

    private void arguments() {
        if (cursor.peek() != '{') {
            cursor.skip();
            return;
        }
        cursor.enterObject();
        while (cursor.nextKey()) {
            if (cursor.keyIs(ARGUMENTS)) {
                tool |= cursor.passNonEmptyString();
            } else {
                cursor.skip();
            }
        }
    }

    private void readError() {
        byte head = cursor.peek();
        if (head == '"') {
            error = new ErrorBody(null, null, cursor.text(), null);
        } else if (head != '{') {
            cursor.skip();
        } else {
            String type = null;
            String code = null;
            String message = null;
            String param = null;
            cursor.enterObject();
            while (cursor.nextKey()) {
                if (cursor.keyIs(TYPE)) {
                    type = cursor.text();
                } else if (cursor.keyIs(CODE)) {
                    code = cursor.text();
                } else if (cursor.keyIs(MESSAGE)) {
                    message = cursor.text();
                } else if (cursor.keyIs(PARAM)) {
                    param = cursor.text();
                } else {
                    cursor.skip();
                }
            }
            error = new ErrorBody(type, code, message, param);
        }
    }

    private void add(boolean carried, DeltaKind kind) {
        if (!carried) {
            return;
        }
        if (kindCount == kinds.length) {
            kinds = Arrays.copyOf(kinds, kindCount * 2);
        }
        kinds[kindCount++] = (byte) kind.ordinal();
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
