package io.tokenweir.protocol.provider;

import static io.tokenweir.protocol.provider.JsonCursor.key;

/**
 * Reads the events of Anthropic's Messages API. The {@code type} inside the JSON decides what an event is; pings and types
 * that are not known are passed over, as the API's versioning asks of clients.
 *
 * <p>Signatures and citations are no generated text; a redacted thinking block, which comes whole, is one reasoning delta.
 */
final class MessagesEventReader extends EventReader {
    private static final byte[] TYPE = key("type");
    private static final byte[] DELTA = key("delta");
    private static final byte[] CONTENT_BLOCK = key("content_block");
    private static final byte[] MESSAGE = key("message");
    private static final byte[] USAGE = key("usage");
    private static final byte[] ERROR = key("error");
    private static final byte[] ID = key("id");
    private static final byte[] MODEL = key("model");
    private static final byte[] TEXT = key("text");
    private static final byte[] THINKING = key("thinking");
    private static final byte[] PARTIAL_JSON = key("partial_json");
    private static final byte[] CONTENT = key("content");
    private static final byte[] DATA = key("data");
    private static final byte[] STOP_REASON = key("stop_reason");
    private static final byte[][] TYPES = {
        key("content_block_delta"),
        key("content_block_start"),
        key("message_delta"),
        key("message_start"),
        key("message_stop"),
        key("error"),
    };
    private static final int BLOCK_DELTA = 0;
    private static final int BLOCK_START = 1;
    private static final int MESSAGE_DELTA = 2;
    private static final int MESSAGE_START = 3;
    private static final int MESSAGE_STOP = 4;
    private static final int IN_STREAM_ERROR = 5;
    private static final byte[][] REDACTED = {key("redacted_thinking")};

    private final MessagesUsage counts = new MessagesUsage();
    private int type;
    private boolean typed;
    private boolean content;
    private boolean reasoning;
    private boolean tool;
    private boolean other;
    private String stopReason;
    private String messageId;
    private String messageModel;
    private ErrorBody found;

    @Override
    boolean doneEnds() {
        return false;
    }

    /** Its usage is added up over several events. */
    @Override
    boolean forgetsEvents() {
        return false;
    }

    @Override
    void reset() {
        super.reset();
        counts.reset();
    }

    @Override
    void object() {
        type = -1;
        typed = false;
        content = false;
        reasoning = false;
        tool = false;
        other = false;
        stopReason = null;
        messageId = null;
        messageModel = null;
        found = null;
        counts.beginEvent();
        while (cursor.nextKey()) {
            if (cursor.keyIs(TYPE)) {
                typed = true;
                type = cursor.oneOf(TYPES);
            } else if (cursor.keyIs(DELTA)) {
                delta();
            } else if (cursor.keyIs(CONTENT_BLOCK)) {
                block();
            } else if (cursor.keyIs(MESSAGE)) {
                message();
            } else if (cursor.keyIs(USAGE)) {
                counts.read(cursor);
            } else if (cursor.keyIs(ERROR)) {
                found = ErrorReader.read(cursor);
            } else {
                cursor.skip();
            }
        }
    }

    private void delta() {
        if (!entersObject()) {
            return;
        }
        while (cursor.nextKey()) {
            if (cursor.keyIs(TEXT)) {
                content |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(PARTIAL_JSON)) {
                tool |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(THINKING)) {
                reasoning |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(CONTENT)) {
                other |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(STOP_REASON)) {
                stopReason = string();
            } else {
                cursor.skip();
            }
        }
    }

    private void block() {
        if (!entersObject()) {
            return;
        }
        boolean redacted = false;
        boolean data = false;
        while (cursor.nextKey()) {
            if (cursor.keyIs(TYPE)) {
                redacted = cursor.oneOf(REDACTED) == 0;
            } else if (cursor.keyIs(TEXT)) {
                content |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(THINKING)) {
                reasoning |= cursor.passNonEmptyString();
            } else if (cursor.keyIs(DATA)) {
                data = cursor.passNonEmptyString();
            } else {
                cursor.skip();
            }
        }
        reasoning |= redacted && data;
    }

    private void message() {
        if (entersObject()) {
            while (cursor.nextKey()) {
                if (cursor.keyIs(ID)) {
                    messageId = cursor.text();
                } else if (cursor.keyIs(MODEL)) {
                    messageModel = cursor.text();
                } else if (cursor.keyIs(USAGE)) {
                    counts.read(cursor);
                } else {
                    cursor.skip();
                }
            }
        }
    }

    @Override
    void judge() {
        switch (type) {
            case BLOCK_DELTA, BLOCK_START -> {
                add(reasoning, DeltaKind.REASONING);
                add(content, DeltaKind.CONTENT);
                add(tool, DeltaKind.TOOL_ARGUMENTS);
                add(other, DeltaKind.OTHER);
            }
            case MESSAGE_START -> {
                id = messageId;
                model = messageModel;
                counts.keep();
            }
            case MESSAGE_DELTA -> {
                finishReason = stopReason == null ? finishReason : stopReason;
                // Only now: the output tokens in message_start are a placeholder.
                usage = counts.keep() ? counts.usage() : usage;
            }
            case MESSAGE_STOP -> {
                ended = true;
                usage = usage == null ? counts.usage() : usage;
            }
            case IN_STREAM_ERROR -> error = found == null ? ErrorBody.NONE : found;
            default -> error = typed ? error : found;
        }
    }
}
