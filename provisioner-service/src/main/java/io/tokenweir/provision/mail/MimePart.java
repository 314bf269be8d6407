package io.tokenweir.provision.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers, by lower-case name, and the undecoded body of a mail or of a part of it. */
record MimePart(Map<String, List<String>> headers, String body) {
    private static final Pattern END_OF_HEADERS = Pattern.compile("\\r?\\n\\r?\\n");

    static MimePart split(String source) {
        Matcher blank = END_OF_HEADERS.matcher(source);
        boolean noHeaders = source.startsWith("\n") || source.startsWith("\r\n");
        if (noHeaders || !blank.find()) {
            return noHeaders ? new MimePart(Map.of(), source.stripLeading()) : new MimePart(headers(source), "");
        }
        return new MimePart(headers(source.substring(0, blank.start())), source.substring(blank.end()));
    }

    private static Map<String, List<String>> headers(String block) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : block.replaceAll("\\r?\\n[ \\t]+", " ").split("\\r?\\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(
                                line.substring(0, colon).strip().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    String header(String name, String otherwise) {
        List<String> values = all(name);
        return values.isEmpty() ? otherwise : values.get(0);
    }

    /** Media type in lower case; what says nothing is plain text. */
    String type() {
        return header("content-type", "text/plain").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** A parameter of a header, such as {@code charset} of {@code content-type}; null when it is not there. */
    String parameter(String header, String name) {
        Matcher matcher = Pattern.compile(";\\s*" + name + "\\s*=\\s*(\"([^\"]*)\"|[^;\\s]+)", Pattern.CASE_INSENSITIVE)
                .matcher(header(header, ""));
        if (!matcher.find()) {
            return null;
        }
        return matcher.group(2) != null ? matcher.group(2) : matcher.group(1);
    }

    /** Parts of a multipart body; what stands before the first boundary and after the last is no part. */
    List<MimePart> children(String boundary) {
        List<MimePart> children = new ArrayList<>();
        String[] pieces = ("\n" + body).split("\\r?\\n--" + Pattern.quote(boundary), -1);
        for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
            children.add(split(pieces[i].replaceFirst("^[ \\t]*\\r?\\n", "")));
        }
        return children;
    }
}
