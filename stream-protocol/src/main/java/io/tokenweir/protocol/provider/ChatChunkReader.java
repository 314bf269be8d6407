package io.tokenweir.protocol.provider;

import static io.tokenweir.protocol.provider.JsonCursor.key;

/**
 * Reads {@code chat.completion.chunk} and {@code text_completion} objects.
 *
 * <p>A delta counts once for each kind of generated text that it carries, in the order reasoning, content, refusal, tool
 * arguments, other; empty strings, roles, names, ids and padding are no generated text.
 */
final class ChatChunkReader extends EventReader {
    private static final byte[] ID = key("id");
    private static final byte[] MODEL = key("model");
    private static final byte[] CHOICES = key("choices");
    private static final byte[] USAGE = key("usage");
    private static final byte[] ERROR = key("error");
    private static final byte[] MESSAGE = key("message");
    private static final byte[] TYPE = key("type");
    private static final byte[] CODE = key("code");
    private static final byte[] PARAM = key("param");
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
    private static final byte[] CUSTOM = key("custom");
    private static final byte[] INPUT = key("input");
    private static final byte[] AUDIO = key("audio");
    private static final byte[] DATA = key("data");
    private static final byte[] TRANSCRIPT = key("transcript");

    private final UsageReader usageReader = new UsageReader();
    private final ContentParts parts = new ContentParts(cursor);
    private boolean chunk;
    private String message;
    private String type;
    private String code;
    private String param;
    private boolean content;
    private boolean reasoning;
    private boolean refusal;
    private boolean tool;
    private boolean audio;

    @Override
    boolean doneEnds() {
        return true;
    }

    @Override
    boolean forgetsEvents() {
        return true;
    }

    @Override
    void object() {
        chunk = false;
        message = null;
        type = null;
        code = null;
        param = null;
        while (cursor.nextKey()) {
            if (cursor.keyIs(CHOICES)) {
                chunk = true;
                choices();
            } else if (cursor.keyIs(ID)) {
                id = firstId();
            } else if (cursor.keyIs(MODEL)) {
                model = model == null ? named(cursor.text()) : keep(model);
            } else if (cursor.keyIs(USAGE)) {
                Usage read = usageReader.read(cursor);
                usage = read == null ? usage : read;
            } else if (cursor.keyIs(ERROR)) {
                error = ErrorReader.read(cursor);
            } else if (cursor.keyIs(MESSAGE)) {
                message = string();
            } else if (cursor.keyIs(TYPE)) {
                type = string();
            } else if (cursor.keyIs(CODE)) {
                code = cursor.text();
            } else if (cursor.keyIs(PARAM)) {
                param = string();
            } else {
                cursor.ignore();
            }
        }
    }

    /** Azure's first chunk, which only tells of the filters, has an empty name: none. */
    private static String named(String model) {
        return model == null || model.isEmpty() ? null : model;
    }

    /** An error may come bare, without a member around it; some name its event {@code error}, others nothing. */
    @Override
    void judge() {
        if (!chunk && error == null && message != null) {
            error = new ErrorBody(type, code, message, param);
        }
    }

    private void choices() {
        forgetArrivals();
        if (entersArray()) {
            while (cursor.nextElement()) {
                if (entersObject()) {
                    choice();
                }
            }
        }
    }

    private void choice() {
        content = false;
        reasoning = false;
        refusal = false;
        tool = false;
        audio = false;
        while (cursor.nextKey()) {
            if (cursor.keyIs(DELTA)) {
                delta();
            } else if (cursor.keyIs(TEXT)) {
                content |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(FINISH_REASON)) {
                String reason = string();
                finishReason = reason == null ? finishReason : reason;
            } else {
                cursor.skip();
            }
        }
        add(reasoning, DeltaKind.REASONING);
        add(content, DeltaKind.CONTENT);
        add(refusal, DeltaKind.REFUSAL);
        add(tool, DeltaKind.TOOL_ARGUMENTS);
        add(audio, DeltaKind.OTHER);
    }

    private void delta() {
        if (!entersObject()) {
            return;
        }
        while (cursor.nextKey()) {
            if (cursor.keyIs(CONTENT)) {
                content();
            } else if (cursor.keyIs(REASONING_CONTENT) || cursor.keyIs(REASONING)) {
                reasoning |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(REFUSAL)) {
                refusal |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(TOOL_CALLS)) {
                toolCalls();
            } else if (cursor.keyIs(FUNCTION_CALL)) {
                tool |= anyNonEmpty(ARGUMENTS, ARGUMENTS);
            } else if (cursor.keyIs(AUDIO)) {
                audio |= anyNonEmpty(DATA, TRANSCRIPT);
            } else {
                cursor.skip();
            }
        }
    }

    /** A text, or, as Mistral's models that think send it, a list of parts. */
    private void content() {
        if (cursor.peek() == '[') {
            parts.read();
            reasoning |= parts.thought();
            content |= parts.spoke();
        } else {
            content |= cursor.passNonEmptyString();
        }
    }

    private void toolCalls() {
        if (!entersArray()) {
            return;
        }
        while (cursor.nextElement()) {
            if (!entersObject()) {
                continue;
            }
            while (cursor.nextKey()) {
                if (cursor.keyIs(FUNCTION)) {
                    tool |= anyNonEmpty(ARGUMENTS, ARGUMENTS);
                } else if (cursor.keyIs(CUSTOM)) {
                    tool |= anyNonEmpty(INPUT, INPUT);
                } else {
                    cursor.skip();
                }
            }
        }
    }

    /** Whether the object that comes next has a string under either name that is not empty. */
    private boolean anyNonEmpty(byte[] one, byte[] other) {
        boolean any = false;
        if (entersObject()) {
            while (cursor.nextKey()) {
                if (cursor.keyIs(one) || cursor.keyIs(other)) {
                    any |= cursor.passNonEmptyString();
                } else {
                    cursor.skip();
                }
            }
        }
        return any;
    }
}
