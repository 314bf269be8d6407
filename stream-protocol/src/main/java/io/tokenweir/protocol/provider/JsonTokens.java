package io.tokenweir.protocol.provider;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The grammar of single JSON tokens: each method takes a position in the bytes and gives back the one behind the token. */
final class JsonTokens {
    private JsonTokens() {}

    /** Passes what stands behind a backslash. */
    static int passEscape(byte[] json, int from, int end) {
        byte b = from < end ? json[from] : 0;
        int at = from + 1;
        if (b == 'u') {
            for (int i = 0; i < 4; i++, at++) {
                if (at >= end || hexDigit(json[at]) < 0) {
                    throw wrong("four hex digits", at);
                }
            }
        } else if (b == 0 || "\"\\/bfnrt".indexOf(b) < 0) {
            throw wrong("an escape", at);
        }
        return at;
    }

    static int passNumber(byte[] json, int from, int end) {
        int at = from < end && json[from] == '-' ? from + 1 : from;
        int whole = at;
        at = digits(json, at, end);
        if (at - whole > 1 && json[whole] == '0') {
            throw wrong("no leading zero", at);
        }
        if (at < end && json[at] == '.') {
            at = digits(json, at + 1, end);
        }
        if (at < end && (json[at] | 0x20) == 'e') {
            at++;
            boolean signed = at < end && (json[at] == '+' || json[at] == '-');
            at = digits(json, signed ? at + 1 : at, end);
        }
        return at;
    }

    private static int digits(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw wrong("a value", at);
        }
        return at;
    }

    /** The text of a string's bytes between its quotes, which have been passed before and so are in order. */
    static String decode(byte[] json, int from, int to) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
        StringBuilder text = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            if (json[i] != '\\') {
                plain.write(json[i++]);
                continue;
            }
            text.append(plain.toString(StandardCharsets.UTF_8));
            plain.reset();
            byte b = json[i + 1];
            i += 2;
            if (b == 'u') {
                int unit = 0;
                for (int end = i + 4; i < end; i++) {
                    unit = unit << 4 | hexDigit(json[i]);
                }
                text.append((char) unit);
            } else {
                int known = "bfnrt".indexOf(b);
                text.append(known < 0 ? (char) b : "\b\f\n\r\t".charAt(known));
            }
        }
        return text.append(plain.toString(StandardCharsets.UTF_8)).toString();
    }

    private static int hexDigit(byte b) {
        return Character.digit(b, 16);
    }

    static JsonSyntaxException wrong(String expected, int at) {
        return new JsonSyntaxException("expected " + expected, at);
    }

    /** Where the string that begins here ends, at {@code last} or before; -1 when that is not certain at a glance. */
    static int closingQuote(byte[] bytes, int from, int last) {
        for (int at = from; at <= last; at++) {
            byte b = bytes[at];
            if (b > '\\') {
                // most letters
                continue;
            }
            if (b == '"') {
                return at;
            }
            if (b >= 0 && b < ' ') {
                return -1;
            }
            if (b == '\\') {
                at++;
                if (at > last || !isShortEscape(bytes[at])) {
                    return -1;
                }
            }
        }
        return -1;
    }

    private static boolean isShortEscape(byte b) {
        return b == 'n' || b == '"' || b == '\\' || b == '/' || b == 't' || b == 'r' || b == 'b' || b == 'f';
    }
}
