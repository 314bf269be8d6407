package io.tokenweir.protocol.http;

/** Numbers in protocol lines; -1 for what is none, or does not fit. */
public final class Digits {
    /** Bytes of a chunk line of two digits. */
    public static final int TWO_DIGIT_LINE = 4;

    private static final int MAX_DECIMAL_DIGITS = 18;
    private static final int MAX_HEX_DIGITS = 15;
    private static final int MAX_PLAIN_DIGITS = 7;
    private static final int LENGTH_BITS = 4;
    /** By byte; -1 for what is no hexadecimal digit. */
    private static final byte[] HEXADECIMAL = new byte[256];

    static {
        for (int b = 0; b < HEXADECIMAL.length; b++) {
            HEXADECIMAL[b] = (byte) (b < 0x80 ? Character.digit(b, 16) : -1);
        }
    }

    private Digits() {}

    static int decimal(byte[] bytes, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    static long decimal(String text) {
        if (text.isEmpty() || text.length() > MAX_DECIMAL_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int at = 0; at < text.length(); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The hexadecimal number that a chunk line begins with; extensions behind it are passed over. */
    static long hexadecimalPrefix(byte[] bytes, int from, int to) {
        long value = 0;
        int at = from;
        for (; at < to; at++) {
            int digit = Character.digit(bytes[at], 16);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        boolean endsWell = at == to || bytes[at] == ';' || bytes[at] == ' ' || bytes[at] == '\t';
        return at == from || at - from > MAX_HEX_DIGITS || !endsWell ? -1 : value;
    }

    /**
     * The number of a line of one to seven hexadecimal digits and CRLF that stands whole at {@code from}, with the length of the line
     * in the lowest bits, for {@link #size} and {@link #length}; -1 when no such line is there.
     */
    public static long plainChunkLine(byte[] bytes, int from, int to) {
        long value = 0;
        int at = from;
        for (; at < to; at++) {
            int digit = HEXADECIMAL[bytes[at] & 0xFF];
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        int digits = at - from;
        boolean whole = at + 1 < to && bytes[at] == '\r' && bytes[at + 1] == '\n';
        return whole && digits > 0 && digits <= MAX_PLAIN_DIGITS ? value << LENGTH_BITS | digits + 2 : -1;
    }

    /** The number of a line of two hexadecimal digits and CRLF, as most are, that stands whole at {@code from}; -1 when none is there. */
    public static int twoDigitChunkLine(byte[] bytes, int from, int to) {
        if (to - from < TWO_DIGIT_LINE || bytes[from + 2] != '\r' || bytes[from + 3] != '\n') {
            return -1;
        }
        int high = HEXADECIMAL[bytes[from] & 0xFF];
        int low = HEXADECIMAL[bytes[from + 1] & 0xFF];
        return (high | low) < 0 ? -1 : high << 4 | low;
    }

    /** The number of a plain chunk line. */
    public static int size(long plainChunkLine) {
        return (int) (plainChunkLine >> LENGTH_BITS);
    }

    /** How many bytes a plain chunk line takes. */
    public static int length(long plainChunkLine) {
        return (int) plainChunkLine & (1 << LENGTH_BITS) - 1;
    }
}
