package io.tokenweir.provision.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the source of a mail (RFC 5322, 2045, 2047): nested multiparts, base64, quoted-printable, encoded words, any charset
 * of the JDK. Takes broken mails for what they still give. Pure.
 *
 * <p>Inside, a source is a text of one character per byte (Latin-1), so that each part can be decoded by its own charset.
 */
final class MimeParser {
    private static final int MAX_DEPTH = 8;
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]+@[^\\s<>,;:\"]+");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?*]+)(?:\\*[^?]*)?\\?([bBqQ])\\?([^?]*)\\?=");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();
    /** Charset of bodies that are not encoded; null: what each part says. */
    private final Charset unencoded;

    private MimeParser(Charset unencoded) {
        this.unencoded = unencoded;
    }

    /** Reads a mail as it came over the wire. */
    static MailMessage parse(String id, byte[] source) {
        return new MimeParser(null).message(id, new String(source, BYTES));
    }

    /** Reads a mail that somebody has made a text: bodies that were not encoded are decoded already. */
    static MailMessage parse(String id, String source) {
        String bytes = new String(source.getBytes(StandardCharsets.UTF_8), BYTES);
        return new MimeParser(StandardCharsets.UTF_8).message(id, bytes);
    }

    private MailMessage message(String id, String source) {
        MimePart mail = MimePart.split(source);
        read(mail, 0);
        List<String> from = addresses(decodeWords(mail.header("from", "")));
        return new MailMessage(
                id,
                from.isEmpty() ? "" : from.get(0),
                recipients(mail),
                decodeWords(mail.header("subject", "")),
                text.toString(),
                html.toString());
    }

    /** Whom the sender names; only where that is nobody (a blind copy), whom the mail server delivered it to. */
    private static List<String> recipients(MimePart mail) {
        List<String> to = new ArrayList<>();
        for (String header : List.of("to", "cc")) {
            mail.all(header).forEach(value -> to.addAll(addresses(decodeWords(value))));
        }
        return to.isEmpty() ? deliveredTo(mail) : to;
    }

    private static List<String> deliveredTo(MimePart mail) {
        List<String> to = new ArrayList<>();
        for (String header : List.of("delivered-to", "x-original-to")) {
            mail.all(header).forEach(value -> to.addAll(addresses(value)));
        }
        return to;
    }

    private void read(MimePart part, int depth) {
        String type = part.type();
        if (type.startsWith("multipart/") && depth < MAX_DEPTH) {
            String boundary = part.parameter("content-type", "boundary");
            if (boundary != null) {
                part.children(boundary).forEach(child -> read(child, depth + 1));
                return;
            }
        }
        if (type.equals("message/rfc822")
                || part.header("content-disposition", "").startsWith("attachment")) {
            return;
        }
        if (type.equals("text/html")) {
            html.append(decodeBody(part)).append('\n');
        } else if (type.startsWith("text/")) {
            text.append(decodeBody(part)).append('\n');
        }
    }

    private String decodeBody(MimePart part) {
        Charset charset = charset(part.parameter("content-type", "charset"));
        return switch (part.header("content-transfer-encoding", "7bit").strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> new String(base64(part.body()), charset);
            case "quoted-printable" -> new String(quotedPrintable(part.body()), charset);
            default -> new String(part.body().getBytes(BYTES), unencoded == null ? charset : unencoded);
        };
    }

    /** Neighbouring words of one charset are joined before they are decoded: a character may be split between them. */
    static String decodeWords(String header) {
        String bytes = header.chars().allMatch(c -> c < 256)
                ? header
                : new String(header.getBytes(StandardCharsets.UTF_8), BYTES);
        if (!bytes.contains("=?")) {
            return plain(bytes);
        }
        Matcher word = ENCODED_WORD.matcher(bytes);
        StringBuilder decoded = new StringBuilder();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        Charset charset = null;
        int end = 0;
        while (word.find()) {
            String between = bytes.substring(end, word.start());
            Charset next = charset(word.group(1));
            boolean joined = charset != null && between.isBlank();
            if (!joined || !next.equals(charset)) {
                flush(pending, charset, decoded);
            }
            decoded.append(joined ? "" : plain(between));
            charset = next;
            byte[] content = word.group(2).equalsIgnoreCase("b")
                    ? base64(word.group(3))
                    : quotedPrintable(word.group(3).replace('_', ' '));
            pending.write(content, 0, content.length);
            end = word.end();
        }
        flush(pending, charset, decoded);
        return decoded.append(plain(bytes.substring(end))).toString();
    }

    private static void flush(ByteArrayOutputStream pending, Charset charset, StringBuilder decoded) {
        if (charset != null) {
            decoded.append(pending.toString(charset));
            pending.reset();
        }
    }

    /** Header text outside of encoded words is ASCII, or, unasked, UTF-8. */
    private static String plain(String bytes) {
        return new String(bytes.getBytes(BYTES), StandardCharsets.UTF_8);
    }

    private static byte[] base64(String body) {
        String alphabetOnly = body.replaceAll("[^A-Za-z0-9+/]", "");
        int usable = alphabetOnly.length() % 4 == 1 ? alphabetOnly.length() - 1 : alphabetOnly.length();
        return Base64.getDecoder().decode(alphabetOnly.substring(0, usable));
    }

    private static byte[] quotedPrintable(String body) {
        byte[] in = body.replaceAll("=[ \\t]*\\r?\\n", "").getBytes(BYTES);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '=' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low >= 0) {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static Charset charset(String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static List<String> addresses(String header) {
        return ADDRESS.matcher(header).results().map(found -> found.group()).toList();
    }
}
