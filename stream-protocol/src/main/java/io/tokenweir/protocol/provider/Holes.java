package io.tokenweir.protocol.provider;

import io.tokenweir.protocol.provider.PassedValues.What;

/** The places of an {@link EventShape} that may differ, in their order, and what may stand there. Not thread-safe. */
final class Holes {
    static final int MOST = 16;

    private final PassedValues places = new PassedValues();
    private final PassedValues filled = new PassedValues();

    /** Takes what was passed over in an event, counted from {@code origin}; false when there are too many. */
    boolean learn(PassedValues passed, int origin) {
        if (passed.count() > MOST) {
            return false;
        }
        places.clear();
        for (int i = 0; i < passed.count(); i++) {
            places.note(passed.what(i), passed.from(i) - origin, passed.to(i) - origin);
        }
        return true;
    }

    int count() {
        return places.count();
    }

    int from(int hole) {
        return places.from(hole);
    }

    int to(int hole) {
        return places.to(hole);
    }

    /** Another line begins. */
    void empty() {
        filled.clear();
    }

    /** Where a value ends that begins here and may stand in the next hole; -1 when that is not certain at a glance. */
    int fill(byte[] bytes, int at, int end) {
        What what = places.what(filled.count());
        int stop = fits(what, bytes, at, end);
        filled.note(what, at, stop);
        return stop;
    }

    /** Where the values are that fill the holes. */
    PassedValues filled() {
        return filled;
    }

    /** The count that fills a hole; 0 where there is no such hole. */
    long count(What what, byte[] bytes) {
        int hole = filled.find(what);
        long value = 0;
        for (int at = hole < 0 ? 0 : filled.from(hole); hole >= 0 && at < filled.to(hole); at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    private static int fits(What what, byte[] bytes, int at, int end) {
        return switch (what) {
            case NUMBER -> wholeNumber(bytes, at, end);
            case TEXT -> {
                int quote = JsonTokens.closingQuote(bytes, at, end - 1);
                yield quote > at ? quote : -1;
            }
            case ID -> plainText(bytes, at, end);
            case STRING -> JsonTokens.closingQuote(bytes, at, end - 1);
            default -> {
                int stop = wholeNumber(bytes, at, end);
                yield stop - at <= JsonCursor.MAX_NUMBER_DIGITS ? stop : -1;
            }
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
