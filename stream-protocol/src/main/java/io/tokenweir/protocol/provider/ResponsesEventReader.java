package io.tokenweir.protocol.provider;

import static io.tokenweir.protocol.provider.JsonCursor.key;

/**
 * Reads the events of OpenAI's Responses API. The {@code type} inside the JSON decides what an event is (the SSE event name
 * only repeats it); events of other types, the {@code .done} ones that repeat a whole text among them, are passed over.
 */
final class ResponsesEventReader extends EventReader {
    private static final byte[] TYPE = key("type");
    private static final byte[] DELTA = key("delta");
    private static final byte[] RESPONSE = key("response");
    private static final byte[] ERROR = key("error");
    private static final byte[] CODE = key("code");
    private static final byte[] MESSAGE = key("message");
    private static final byte[] PARAM = key("param");
    private static final byte[] ID = key("id");
    private static final byte[] MODEL = key("model");
    private static final byte[] STATUS = key("status");
    private static final byte[] USAGE = key("usage");
    private static final byte[] INCOMPLETE_DETAILS = key("incomplete_details");
    private static final byte[] REASON = key("reason");

    /** The types that carry generated text, and the kind of each. */
    private static final byte[][] DELTAS = {
        key("response.output_text.delta"),
        key("response.reasoning_text.delta"),
        key("response.reasoning_summary_text.delta"),
        key("response.refusal.delta"),
        key("response.function_call_arguments.delta"),
        key("response.custom_tool_call_input.delta"),
        key("response.mcp_call_arguments.delta"),
        key("response.code_interpreter_call_code.delta"),
        key("response.shell_call_command.delta"),
        key("response.audio.delta"),
        key("response.audio.transcript.delta"),
        // those that carry none
        key("response.completed"),
        key("response.incomplete"),
        key("response.failed"),
        key("error"),
        key("response.created"),
        key("response.in_progress"),
    };

    private static final DeltaKind[] KINDS = {
        DeltaKind.CONTENT,
        DeltaKind.REASONING,
        DeltaKind.REASONING,
        DeltaKind.REFUSAL,
        DeltaKind.TOOL_ARGUMENTS,
        DeltaKind.TOOL_ARGUMENTS,
        DeltaKind.TOOL_ARGUMENTS,
        DeltaKind.TOOL_ARGUMENTS,
        DeltaKind.TOOL_ARGUMENTS,
        DeltaKind.OTHER,
        DeltaKind.OTHER,
    };

    private static final int COMPLETED = KINDS.length;
    private static final int INCOMPLETE = COMPLETED + 1;
    private static final int FAILED = COMPLETED + 2;
    private static final int BARE_ERROR = COMPLETED + 3;

    private final UsageReader usageReader = new UsageReader();
    private int type;
    private boolean typed;
    private boolean text;
    private String responseId;
    private String responseModel;
    private String status;
    private String reason;
    private Usage responseUsage;
    private ErrorBody found;
    private ErrorBody failure;
    private String code;
    private String message;
    private String param;

    @Override
    boolean doneEnds() {
        return false;
    }

    @Override
    boolean forgetsEvents() {
        return true;
    }

    @Override
    void object() {
        type = -1;
        typed = false;
        text = false;
        responseId = null;
        responseModel = null;
        status = null;
        reason = null;
        responseUsage = null;
        found = null;
        failure = null;
        code = null;
        message = null;
        param = null;
        while (cursor.nextKey()) {
            if (cursor.keyIs(TYPE)) {
                typed = true;
                type = cursor.oneOf(DELTAS);
            } else if (cursor.keyIs(DELTA)) {
                text = cursor.passNonEmptyString();
            } else if (cursor.keyIs(RESPONSE)) {
                response();
            } else if (cursor.keyIs(ERROR)) {
                found = ErrorReader.read(cursor);
            } else if (cursor.keyIs(CODE)) {
                code = cursor.text();
            } else if (cursor.keyIs(MESSAGE)) {
                message = cursor.text();
            } else if (cursor.keyIs(PARAM)) {
                param = cursor.text();
            } else {
                cursor.ignore();
            }
        }
    }

    private void response() {
        if (!entersObject()) {
            return;
        }
        while (cursor.nextKey()) {
            if (cursor.keyIs(ID)) {
                responseId = id == null ? cursor.text() : keep(id);
            } else if (cursor.keyIs(MODEL)) {
                responseModel = model == null ? cursor.text() : keep(model);
            } else if (cursor.keyIs(STATUS)) {
                status = cursor.text();
            } else if (cursor.keyIs(USAGE)) {
                responseUsage = usageReader.read(cursor);
            } else if (cursor.keyIs(ERROR)) {
                failure = ErrorReader.read(cursor);
            } else if (cursor.keyIs(INCOMPLETE_DETAILS)) {
                reason = reason();
            } else {
                cursor.skip();
            }
        }
    }

    private String reason() {
        String why = null;
        if (entersObject()) {
            while (cursor.nextKey()) {
                why = cursor.keyIs(REASON) ? string() : keep(why);
            }
        }
        return why;
    }

    @Override
    void judge() {
        if (type >= 0 && type < KINDS.length) {
            add(text, KINDS[type]);
            return;
        }
        if (type == BARE_ERROR) {
            error = found == null ? new ErrorBody(null, code, message, param) : found;
        } else if (!typed) {
            error = found;
        }
        if (type >= COMPLETED) {
            id = id == null ? responseId : id;
            model = model == null ? responseModel : model;
            usage = responseUsage == null ? usage : responseUsage;
        }
        if (type >= COMPLETED && type <= FAILED) {
            ended = true;
            finishReason = type == INCOMPLETE && reason != null ? reason : status;
            if (type == FAILED) {
                error = failure == null ? new ErrorBody(null, null, "the response failed", null) : failure;
            }
        }
    }
}
