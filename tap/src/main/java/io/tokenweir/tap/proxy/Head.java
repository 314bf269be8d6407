package io.tokenweir.tap.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * Start line and header lines of one message, kept as they came: what is passed on has the same names, values, letters and
 * order. Immutable.
 *
 * <p>Stricter than a server needs to be where two readers could see two messages in the same bytes (RFC 9112, 11.2): a folded
 * line, and a space before the colon.
 */
abstract class Head {
    /** Longest head that is passed on. */
    static final int MAX_BYTES = 64 * 1024;

    /** About one hop, and so not for the other side; those that {@code Connection} names come to them. */
    private static final Set<String> OF_ONE_HOP =
            Set.of("keep-alive", "proxy-connection", "proxy-authorization", "proxy-authenticate");

    /** Named by {@code Connection} and yet the same on both sides, because there is one connection for each. */
    private static final Set<String> OF_BOTH_HOPS =
            Set.of("close", "keep-alive", "upgrade", "te", "content-length", "transfer-encoding", "host", "trailer");

    private static final int NEW_LINE = '\n';

    private final String startLine;
    private final List<String> lines;

    Head(List<String> all) throws BadHeadException {
        startLine = all.get(0);
        lines = all.subList(1, all.size());
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
                throw new BadHeadException(
                        400, "A header line of it has no name, is folded, or has a space before its colon.");
            }
        }
    }

    /** Where the head that begins at {@code from} ends, behind its empty line; -1 when that has not come yet. */
    static int end(ByteBuf in, int from) {
        int at = from;
        while (at < in.writerIndex()) {
            int newLine = in.indexOf(at, in.writerIndex(), (byte) NEW_LINE);
            if (newLine < 0) {
                return -1;
            }
            boolean empty = newLine == at || newLine == at + 1 && in.getByte(at) == '\r';
            at = newLine + 1;
            if (empty) {
                return at;
            }
        }
        return -1;
    }

    /** The lines from {@code from} to the empty one before {@code to}, without their ends. */
    static List<String> lines(ByteBuf in, int from, int to) {
        String text = in.toString(from, to - from, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int newLine = text.indexOf('\n', at);
            int end = newLine > at && text.charAt(newLine - 1) == '\r' ? newLine - 1 : newLine;
            if (end > at) {
                lines.add(text.substring(at, end));
            }
            at = newLine + 1;
        }
        return lines;
    }

    String startLine() {
        return startLine;
    }

    List<String> lines() {
        return lines;
    }

    /** The first value of a header; null when there is none. */
    public String header(String name) {
        for (String line : lines) {
            if (isNamed(line, name)) {
                return value(line);
            }
        }
        return null;
    }

    /** Whether a header has this word among its values, which commas separate. */
    boolean says(String name, String word) {
        return words(name).contains(word);
    }

    /** The words of all headers of a name, in lower case. */
    Set<String> words(String name) {
        Set<String> words = new LinkedHashSet<>();
        for (String line : lines) {
            if (isNamed(line, name)) {
                for (String word : value(line).split(",")) {
                    words.add(word.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        words.remove("");
        return words;
    }

    /** Content-Length; -1 when there is none. */
    long contentLength() throws BadHeadException {
        Set<String> lengths = words("content-length");
        if (lengths.isEmpty()) {
            return -1;
        }
        String length = lengths.iterator().next();
        if (lengths.size() > 1 || !length.matches("\\d{1,18}")) {
            throw new BadHeadException(400, "Its Content-Length is no number, or two that differ.");
        }
        return Long.parseLong(length);
    }

    boolean isChunked() {
        return says("transfer-encoding", "chunked");
    }

    /** Whether everything in it is for the other side too. */
    boolean passesWhole() {
        Set<String> dropped = dropped();
        for (String line : lines) {
            if (dropped.contains(name(line))) {
                return false;
            }
        }
        return true;
    }

    /** Names of the headers that the other side does not get. */
    Set<String> dropped() {
        Set<String> dropped = new LinkedHashSet<>(words("connection"));
        dropped.removeAll(OF_BOTH_HOPS);
        dropped.addAll(OF_ONE_HOP);
        if (says("upgrade", "h2c")) {
            // An offer to this hop: we speak HTTP/1.1, and answer as if it had not been made (RFC 9110, 7.8).
            dropped.add("upgrade");
        }
        if (isChunked()) {
            // Who believed the length would see another message (RFC 9112, 6.3).
            dropped.add("content-length");
        }
        return dropped;
    }

    /** Adds the line, as it came unless it is {@code Connection} and names what is dropped. */
    static void pass(String line, String name, Set<String> dropped, StringBuilder out) {
        if (dropped.contains(name)) {
            return;
        }
        String passed = line;
        if (name.equals("connection")) {
            List<String> words = new ArrayList<>();
            for (String word : value(line).split(",")) {
                String lower = word.strip().toLowerCase(Locale.ROOT);
                if (lower.equals("keep-alive") || !dropped.contains(lower)) {
                    words.add(word.strip());
                }
            }
            boolean same = words.size() == value(line).split(",").length;
            passed = same ? line : words.isEmpty() ? null : "Connection: " + String.join(", ", words);
        }
        if (passed != null) {
            out.append(passed).append("\r\n");
        }
    }

    static ByteBuf bytes(ByteBufAllocator alloc, String text) {
        ByteBuf bytes = alloc.ioBuffer(text.length());
        bytes.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        return bytes;
    }

    static String name(String line) {
        return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private static boolean isNamed(String line, String name) {
        return line.length() > name.length()
                && line.charAt(name.length()) == ':'
                && line.regionMatches(true, 0, name, 0, name.length());
    }
}
