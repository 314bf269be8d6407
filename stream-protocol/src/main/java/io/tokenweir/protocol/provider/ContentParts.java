package io.tokenweir.protocol.provider;

import static io.tokenweir.protocol.provider.JsonCursor.key;

/** Reads a delta's {@code content} where it is a list of parts: those that are text, and those that hold what was thought. */
final class ContentParts {
    private static final byte[] TEXT = key("text");
    private static final byte[] THINKING = key("thinking");

    private final JsonCursor cursor;
    private boolean thought;
    private boolean spoke;

    ContentParts(JsonCursor cursor) {
        this.cursor = cursor;
    }

    /** Reads the array that comes next. */
    void read() {
        thought = false;
        spoke = false;
        cursor.enterArray();
        while (cursor.nextElement()) {
            if (cursor.peek() != '{') {
                cursor.skip();
                continue;
            }
            cursor.enterObject();
            while (cursor.nextKey()) {
                if (cursor.keyIs(TEXT)) {
                    spoke |= cursor.passNonEmptyString();
                } else if (cursor.keyIs(THINKING)) {
                    thought |= anyText();
                } else {
                    cursor.skip();
                }
            }
        }
    }

    /** A text, or parts with a text each. */
    private boolean anyText() {
        if (cursor.peek() != '[') {
            return cursor.passNonEmptyString();
        }
        boolean any = false;
        cursor.enterArray();
        while (cursor.nextElement()) {
            if (cursor.peek() != '{') {
                cursor.skip();
                continue;
            }
            cursor.enterObject();
            while (cursor.nextKey()) {
                if (cursor.keyIs(TEXT)) {
                    any |= cursor.passNonEmptyString();
                } else {
                    cursor.skip();
                }
            }
        }
        return any;
    }

    boolean thought() {
        return thought;
    }

    boolean spoke() {
        return spoke;
    }
}
