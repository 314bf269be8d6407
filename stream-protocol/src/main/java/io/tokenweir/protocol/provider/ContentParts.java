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
        spoke = anyTextIn(true);
    }

    /** A text, or parts with a text each. */
    private boolean anyText() {
        return cursor.peek() == '[' ? anyTextIn(false) : cursor.passNonEmptyString();
    }

    /** Whether a part of the array that comes next has a text. @param mayThink parts may hold what was thought as well */
    private boolean anyTextIn(boolean mayThink) {
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
                } else if (mayThink && cursor.keyIs(THINKING)) {
                    thought |= anyText();
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
