package io.tokenweir.protocol.http;

/** Numbers in protocol lines; -1 for what is none, or does not fit. */
public final class Digits {
    private static final int MAX_DECIMAL_DIGITS = 18;
    private static final int MAX_HEX_DIGITS = 15;
    private static final int MAX_PLAIN_DIGITS = 7;

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
    static long hexadecimalPrefix(byte[] bytes, int length) {
        long value = 0;
        int at = 0;
        for (; at < length; at++) {
            int digit = Character.digit(bytes[at], 16);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        boolean endsWell = at == length || bytes[at] == ';' || bytes[at] == ' ' || bytes[at] == '\t';
        return at == 0 || at > MAX_HEX_DIGITS || !endsWell ? -1 : value;
    }

    /** Where a line of one to seven hexadecimal digits and CRLF has its CR; -1 when no such line stands whole at {@code from}. */
    public static int plainChunkLine(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && hexadecimal(bytes[at]) >= 0) {
            at++;
        }
        boolean whole = at + 1 < to && bytes[at] == '\r' && bytes[at + 1] == '\n';
        return whole && at > from && at - from <= MAX_PLAIN_DIGITS ? at : -1;
    }

    /** The number that these hexadecimal digits make. */
    public static int hexadecimal(byte[] bytes, int from, int to) {
        int value = 0;
        for (int at = from; at < to; at++) {
            value = value << 4 | hexadecimal(bytes[at]);
        }
        return value;
    }

    private static int hexadecimal(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
