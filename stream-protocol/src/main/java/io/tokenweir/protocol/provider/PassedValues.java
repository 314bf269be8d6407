package io.tokenweir.protocol.provider;

/** Where a {@link JsonCursor} passed over values that were not looked at, or almost. Not thread-safe. */
final class PassedValues {
    /** What was passed. */
    enum What {
        /** A whole number that nobody looks at. */
        NUMBER,
        /** A string that nobody looks at. */
        STRING,
        /** A string of which matters only whether it is empty; it is not. */
        TEXT,
        /** A string without escapes that is kept as it is. */
        ID,
        /** Of the usage, whole numbers that fit. */
        INPUT_TOKENS,
        CACHED_TOKENS,
        OUTPUT_TOKENS,
        REASONING_TOKENS;

        boolean isCount() {
            return ordinal() >= INPUT_TOKENS.ordinal();
        }
    }

    /** One more than are of use to anybody: so many stand for too many. */
    private static final int MOST = Holes.MOST + 1;

    private final int[] from = new int[MOST];
    private final int[] to = new int[MOST];
    private final What[] what = new What[MOST];
    private int count;

    void clear() {
        count = 0;
    }

    void note(What passed, int first, int end) {
        if (count < MOST) {
            from[count] = first;
            to[count] = end;
            what[count++] = passed;
        }
    }

    /** What was passed cannot be told by these places alone: they stand for too many. */
    void spoil() {
        count = MOST;
    }

    int count() {
        return count;
    }

    /** The first place of this sort; -1 when there is none. */
    int find(What passed) {
        for (int i = 0; i < count; i++) {
            if (what[i] == passed) {
                return i;
            }
        }
        return -1;
    }

    boolean hasCounts() {
        for (int i = 0; i < count; i++) {
            if (what[i] != null && what[i].isCount()) {
                return true;
            }
        }
        return false;
    }

    /** First byte inside the quotes, or of the number. */
    int from(int index) {
        return from[index];
    }

    /** The closing quote, or what follows the number. */
    int to(int index) {
        return to[index];
    }

    What what(int index) {
        return what[index];
    }
}
