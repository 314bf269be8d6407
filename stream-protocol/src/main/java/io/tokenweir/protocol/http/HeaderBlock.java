package io.tokenweir.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The header lines of one response, kept as the bytes that came and read on demand, because of some fifteen headers of a
 * response the meter looks at three.
 *
 * <p>Reused from response to response by {@link HttpResponseReader}; not thread-safe. What callers keep they must copy out.
 */
public final class HeaderBlock {
    private byte[] lines = new byte[2048];
    private int length;
    private int[] ends = new int[32];
    private int count;

    HeaderBlock() {}

    void clear() {
        length = 0;
        count = 0;
    }

    int bytes() {
        return length;
    }

    /** Takes one header line without its line end. */
    void add(byte[] source, int offset, int size) {
        if (lines.length - length < size) {
            lines = Arrays.copyOf(lines, Math.max(lines.length * 2, length + size));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        System.arraycopy(source, offset, lines, length, size);
        length += size;
        ends[count++] = length;
    }

    /** First value of a header, trimmed; null when it did not come. The name must be in lower case. */
    public String get(String lowerCaseName) {
        int line = find(lowerCaseName);
        return line < 0 ? null : value(line);
    }

    /** Whether a header came more than once, with values that differ. The name must be in lower case. */
    boolean differ(String lowerCaseName) {
        int first = find(lowerCaseName, 0);
        for (int line = find(lowerCaseName, first + 1); first >= 0 && line >= 0; line = find(lowerCaseName, line + 1)) {
            if (!value(line).equals(value(first))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a header's value holds a token, both compared without case; the token must be in lower case. */
    public boolean contains(String lowerCaseName, String lowerCaseToken) {
        int line = find(lowerCaseName);
        if (line < 0) {
            return false;
        }
        for (int at = colon(line) + 1; at < ends[line]; at++) {
            if (standsAt(at, ends[line], lowerCaseToken)) {
                return true;
            }
        }
        return false;
    }

    /** The headers whose names start with one of the prefixes, names in lower case, in the order they came. */
    public Map<String, String> startingWith(NamePrefixes prefixes) {
        Map<String, String> found = null;
        for (int line = 0; line < count; line++) {
            if (startsWithOneOf(line, prefixes)) {
                found = found == null ? new LinkedHashMap<>() : found;
                found.putIfAbsent(name(line), value(line));
            }
        }
        return found == null ? Map.of() : found;
    }

    private boolean startsWithOneOf(int line, NamePrefixes prefixes) {
        if (!prefixes.mayBegin(lines, start(line), ends[line])) {
            return false;
        }
        for (int i = 0; i < prefixes.count(); i++) {
            if (nameStartsWith(line, prefixes.lowerCase(i))) {
                return true;
            }
        }
        return false;
    }

    /** All headers, names in lower case; of several with one name the first. */
    public Map<String, String> toMap() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int line = 0; line < count; line++) {
            all.putIfAbsent(name(line), value(line));
        }
        return all;
    }

    private int find(String name) {
        return find(name, 0);
    }

    private int find(String name, int fromLine) {
        for (int line = fromLine; line < count; line++) {
            int colon = start(line) + name.length();
            if (colon < ends[line] && lines[colon] == ':' && nameStartsWith(line, name)) {
                return line;
            }
        }
        return -1;
    }

    private boolean nameStartsWith(int line, String prefix) {
        return standsAt(start(line), ends[line], prefix);
    }

    private boolean standsAt(int at, int end, String lowerCase) {
        if (end - at < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            byte b = lines[at + i];
            int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    private int colon(int line) {
        int at = start(line);
        while (at < ends[line] && lines[at] != ':') {
            at++;
        }
        return at;
    }

    private String name(int line) {
        int start = start(line);
        return new String(lines, start, colon(line) - start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private String value(int line) {
        int from = Math.min(colon(line) + 1, ends[line]);
        return new String(lines, from, ends[line] - from, StandardCharsets.ISO_8859_1).trim();
    }
}
