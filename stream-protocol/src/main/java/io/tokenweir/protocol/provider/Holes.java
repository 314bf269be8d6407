package io.tokenweir.protocol.provider;

/** The places of an {@link EventShape} that may differ, in their order, and what may stand there. Not thread-safe. */
final class Holes {
    private static final int MOST = 8;

    private final int[] from = new int[MOST];
    private final int[] to = new int[MOST];
    private final JsonCursor.Passed[] what = new JsonCursor.Passed[MOST];
    private int count;

    /** Takes those that the cursor passed in its event, counted from {@code origin}; false when there are too many. */
    boolean learn(JsonCursor cursor, int origin) {
        count = cursor.passed();
        if (count > MOST) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            from[i] = cursor.passedFrom(i) - origin;
            to[i] = cursor.passedTo(i) - origin;
            what[i] = cursor.passedWhat(i);
        }
        return true;
    }

    void shift(int by) {
        for (int i = 0; i < count; i++) {
            from[i] += by;
            to[i] += by;
        }
    }

    int count() {
        return count;
    }

    int from(int hole) {
        return from[hole];
    }

    int to(int hole) {
        return to[hole];
    }

    boolean isText(int hole) {
        return what[hole] == JsonCursor.Passed.TEXT;
    }

    boolean isId(int hole) {
        return what[hole] == JsonCursor.Passed.ID;
    }

    /** Where a value ends that begins here and may stand in the hole; -1 when that is not certain at a glance. */
    int fill(int hole, byte[] bytes, int at, int end) {
        return switch (what[hole]) {
            case NUMBER -> wholeNumber(bytes, at, end);
            case TEXT -> {
                int quote = JsonTokens.closingQuote(bytes, at, end - 1);
                yield quote > at ? quote : -1;
            }
            case ID -> plainText(bytes, at, end);
            case STRING -> JsonTokens.closingQuote(bytes, at, end - 1);
        };
    }

    private static int wholeNumber(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        boolean plain = at > from && (bytes[from] != '0' || at == from + 1);
        return plain ? at : -1;
    }

    /** Text that means what it says: without escapes. */
    private static int plainText(byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte b = bytes[at];
            if (b == '"') {
                return at;
            }
            if (b == '\\' || b >= 0 && b < ' ') {
                return -1;
            }
        }
        return -1;
    }
}
