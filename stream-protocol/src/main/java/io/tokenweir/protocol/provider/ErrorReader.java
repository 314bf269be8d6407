package io.tokenweir.protocol.provider;

import static io.tokenweir.protocol.provider.JsonCursor.key;

/** Reads the value of an {@code error} member inside a stream. */
final class ErrorReader {
    private static final byte[] MESSAGE = key("message");
    private static final byte[] TYPE = key("type");
    private static final byte[] CODE = key("code");
    private static final byte[] PARAM = key("param");

    private ErrorReader() {}

    /** The error that comes next; null for a null, an empty object, and anything else that says nothing. */
    static ErrorBody read(JsonCursor cursor) {
        byte head = cursor.peek();
        if (head == '"') {
            return new ErrorBody(null, null, cursor.text(), null);
        }
        if (head != '{') {
            cursor.skip();
            return null;
        }
        boolean empty = true;
        String type = null;
        String code = null;
        String message = null;
        String param = null;
        cursor.enterObject();
        while (cursor.nextKey()) {
            empty = false;
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
        return empty ? null : new ErrorBody(type, code, message, param);
    }
}
