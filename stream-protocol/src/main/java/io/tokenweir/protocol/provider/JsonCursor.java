package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over one JSON text (RFC 8259) in a byte array without building anything: the caller descends where it wants to look,
 * and everything else is checked and passed over.
 *
 * <p>Use: {@code enterObject}, then {@code nextKey} until it is false, reading or skipping exactly one value after each.
 * Arrays likewise. Strings are only decoded when asked for. Not thread-safe; reusable with {@link #wrap}. Throws
 * {@link JsonSyntaxException} at the first byte that is not JSON. Invalid UTF-8 inside strings is not looked for.
 */
final class JsonCursor {
    private static final int MAX_DEPTH = 200;
    /** So many always fit in a long. */
    static final int MAX_NUMBER_DIGITS = 18;

    private byte[] json;
    private int at;
    private int end;
    private int depth;
    private boolean first;
    private int keyStart;
    private int keyEnd;
    private byte[] keyBytes;
    private final PassedValues passed = new PassedValues();
    private int texts;
    private int textStart;
    private int textEnd;

    /** A name to compare keys and values with. */
    static byte[] key(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    void wrap(byte[] bytes, int offset, int length) {
        json = bytes;
        at = offset;
        end = offset + length;
        depth = 0;
        texts = 0;
        passed.clear();
    }

    /** First byte of the value that comes next; 0 at the end. */
    byte peek() {
        blanks();
        return at < end ? json[at] : 0;
    }

    void enterObject() {
        expect('{');
        first = true;
    }

    void enterArray() {
        expect('[');
        first = true;
    }

    /** Moves to the next member's value; false when the object has ended. */
    boolean nextKey() {
        if (endsOrComma('}')) {
            return false;
        }
        keyStart = at + 1;
        boolean escaped = passString();
        keyEnd = at - 1;
        keyBytes = json;
        if (escaped) {
            keyBytes = JsonTokens.decode(json, keyStart, keyEnd).getBytes(StandardCharsets.UTF_8);
            keyStart = 0;
            keyEnd = keyBytes.length;
        }
        expect(':');
        first = false;
        return true;
    }

    /** Moves to the next element; false when the array has ended. */
    boolean nextElement() {
        boolean more = !endsOrComma(']');
        first = false;
        return more;
    }

    /** Whether the member's key is this one. */
    boolean keyIs(byte[] name) {
        if (keyEnd - keyStart != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (keyBytes[keyStart + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** Passes over the value; which of the names it is if it is a string, or -1. */
    int oneOf(byte[][] names) {
        if (peek() != '"') {
            skip();
            return -1;
        }
        int start = at + 1;
        byte[] bytes = json;
        boolean escaped = passString();
        int length = at - 1 - start;
        if (escaped) {
            bytes = JsonTokens.decode(json, start, at - 1).getBytes(StandardCharsets.UTF_8);
            start = 0;
            length = bytes.length;
        }
        for (int i = 0; i < names.length; i++) {
            if (Arrays.equals(bytes, start, start + length, names[i], 0, names[i].length)) {
                return i;
            }
        }
        return -1;
    }

    /** Passes over the value; true when it was a string of at least one character. */
    boolean passNonEmptyString() {
        if (peek() != '"') {
            skip();
            return false;
        }
        int start = at;
        passString();
        if (at - start <= 2) {
            return false;
        }
        texts++;
        textStart = start + 1;
        textEnd = at - 1;
        passed.note(PassedValues.What.TEXT, textStart, textEnd);
        return true;
    }

    /** Passes over a value that means nothing; notes where it is if it is a string or a whole number. */
    void ignore() {
        byte head = peek();
        int start = at;
        skip();
        if (head == '"') {
            passed.note(PassedValues.What.STRING, start + 1, at - 1);
        } else if (head >= '0' && head <= '9' && isDigits(start, at)) {
            passed.note(PassedValues.What.NUMBER, start, at);
        }
    }

    /**
     * Passes over a count of the usage, as {@link #number} with 0 does, and notes where it is, if it is a whole number. A count
     * that came before in the same event is overruled, which the places alone do not tell.
     */
    long count(PassedValues.What what) {
        peek();
        int start = at;
        long value = number(0);
        if (passed.find(what) >= 0) {
            passed.spoil();
        } else if (at - start <= MAX_NUMBER_DIGITS && isDigits(start, at)) {
            passed.note(what, start, at);
        }
        return value;
    }

    /** Notes where the string stands that comes next, if that is all it is; does not pass over it. */
    void noteId() {
        if (peek() != '"') {
            return;
        }
        int start = at;
        boolean escaped = passString();
        if (!escaped) {
            passed.note(PassedValues.What.ID, start + 1, at - 1);
        }
        at = start;
    }

    /** The values that were passed over since {@link #wrap} and noted. */
    PassedValues passed() {
        return passed;
    }

    private boolean isDigits(int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** How many times {@link #passNonEmptyString} was true since {@link #wrap}. */
    int texts() {
        return texts;
    }

    /** First byte inside the quotes of the last such string. */
    int textStart() {
        return textStart;
    }

    /** Closing quote of the last such string. */
    int textEnd() {
        return textEnd;
    }

    /** Passes over the value; its text if it was a string, the literal's if a number, else null. */
    String text() {
        byte head = peek();
        int start = at;
        if (head == '"') {
            boolean escaped = passString();
            return escaped
                    ? JsonTokens.decode(json, start + 1, at - 1)
                    : new String(json, start + 1, at - start - 2, StandardCharsets.UTF_8);
        }
        skip();
        return head == '-' || head >= '0' && head <= '9'
                ? new String(json, start, at - start, StandardCharsets.US_ASCII)
                : null;
    }

    /** Passes over the value; the whole number if it is one that fits, else {@code otherwise}. */
    long number(long otherwise) {
        peek();
        int start = at;
        skip();
        long value = 0;
        if (at - start > MAX_NUMBER_DIGITS) {
            return otherwise;
        }
        for (int i = start; i < at; i++) {
            int digit = json[i] - '0';
            if (digit < 0 || digit > 9) {
                return otherwise;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Passes over the value, whatever it is. */
    void skip() {
        switch (peek()) {
            case '"' -> passString();
            case '{' -> {
                deeper();
                enterObject();
                while (nextKey()) {
                    skip();
                }
                depth--;
            }
            case '[' -> {
                deeper();
                enterArray();
                while (nextElement()) {
                    skip();
                }
                depth--;
            }
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> at = JsonTokens.passNumber(json, at, end);
        }
    }

    /** Checks that nothing but blanks follows. */
    void expectEnd() {
        if (peek() != 0 || at < end) {
            throw wrong("nothing more");
        }
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new JsonSyntaxException("nested deeper than " + MAX_DEPTH + " levels", at);
        }
    }

    private boolean endsOrComma(char close) {
        byte head = peek();
        if (head == close) {
            at++;
            first = false;
            return true;
        }
        if (first) {
            first = false;
        } else {
            expect(',');
            head = peek();
        }
        if (close == '}' && head != '"') {
            throw wrong("a key");
        }
        return false;
    }

    private void expect(char c) {
        if (peek() != c || at >= end) {
            throw wrong("'" + c + "'");
        }
        at++;
    }

    private void blanks() {
        while (at < end) {
            byte b = json[at];
            if (b != ' ' && b != '\n' && b != '\t' && b != '\r') {
                return;
            }
            at++;
        }
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || json[at] != word.charAt(i)) {
                throw wrong(word);
            }
            at++;
        }
    }

    /** Passes a string whose opening quote is here; true when it holds escapes. */
    private boolean passString() {
        boolean escaped = false;
        at++;
        while (at < end) {
            byte b = json[at++];
            if (b == '"') {
                return escaped;
            }
            if (b == '\\') {
                escaped = true;
                at = JsonTokens.passEscape(json, at, end);
            } else if (b >= 0 && b < ' ') {
                throw wrong("no control character inside a string");
            }
        }
        throw wrong("the end of the string");
    }

    private JsonSyntaxException wrong(String expected) {
        return JsonTokens.wrong(expected, at);
    }
}
