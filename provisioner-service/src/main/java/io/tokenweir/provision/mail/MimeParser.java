package io.tokenweir.provision.mail;

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
 * <p>The source arrives as text; unencoded 8-bit bodies were decoded by whoever made it a text, and are taken as they are.
 */
final class MimeParser {
    private static final int MAX_DEPTH = 8;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"]+@[^\\s<>,;:\"]+");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?*]+)(?:\\*[^?]*)?\\?([bBqQ])\\?([^?]*)\\?=");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    private MimeParser() {}

    static MailMessage parse(String id, String source) {
        MimePart mail = MimePart.split(source);
        MimeParser parser = new MimeParser();
        parser.read(mail, 0);
        List<String> to = new ArrayList<>();
        for (String header : List.of("to", "cc", "delivered-to", "x-original-to")) {
            mail.all(header).forEach(value -> to.addAll(addresses(value)));
        }
        List<String> from = addresses(decodeWords(mail.header("from", "")));
        return new MailMessage(
                id,
                from.isEmpty() ? "" : from.get(0),
                to,
                decodeWords(mail.header("subject", "")),
                parser.text.toString(),
                parser.html.toString());
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

    private static String decodeBody(MimePart part) {
        Charset charset = charset(part.parameter("content-type", "charset"));
        return switch (part.header("content-transfer-encoding", "7bit").strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> new String(base64(part.body()), charset);
            case "quoted-printable" -> quotedPrintable(part.body(), charset);
            default -> part.body();
        };
    }

    static String decodeWords(String header) {
        Matcher matcher = ENCODED_WORD.matcher(header.replaceAll("\\?=\\s+=\\?", "?==?"));
        StringBuilder decoded = new StringBuilder();
        while (matcher.find()) {
            Charset charset = charset(matcher.group(1));
            String word = matcher.group(2).equalsIgnoreCase("b")
                    ? new String(base64(matcher.group(3)), charset)
                    : quotedPrintable(matcher.group(3).replace('_', ' '), charset);
            matcher.appendReplacement(decoded, Matcher.quoteReplacement(word));
        }
        return matcher.appendTail(decoded).toString();
    }

    private static byte[] base64(String body) {
        String alphabetOnly = body.replaceAll("[^A-Za-z0-9+/]", "");
        int usable = alphabetOnly.length() % 4 == 1 ? alphabetOnly.length() - 1 : alphabetOnly.length();
        return Base64.getDecoder().decode(alphabetOnly.substring(0, usable));
    }

    private static String quotedPrintable(String body, Charset charset) {
        byte[] in = body.replaceAll("=[ \\t]*\\r?\\n", "").getBytes(charset);
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
        return new String(Arrays.copyOf(out, length), charset);
    }

    private static Charset charset(String name) {
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static List<String> addresses(String header) {
        return ADDRESS.matcher(header).results().map(found -> found.group()).toList();
    }
}
