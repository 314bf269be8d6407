package io.tokenweir.tap.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers that the tap makes itself, and that say so. */
final class TapAnswer {
    /** Stands on every answer that is not the upstream's. */
    static final String MARK = "x-weir-tap";

    private static final Map<Integer, String> REASONS = Map.of(
            400, "Bad Request",
            413, "Content Too Large",
            431, "Request Header Fields Too Large",
            501, "Not Implemented",
            502, "Bad Gateway",
            505, "HTTP Version Not Supported");

    private TapAnswer() {}

    /** @param why a sentence without anything secret */
    static String whole(int status, String why, boolean close, boolean toHead) {
        String message = "This answer was made by the Tokenweir tap, not by the provider. " + why;
        String body = "{\"error\":{\"message\":\"" + escaped(message) + "\",\"type\":\"tap_error\",\"code\":\"tap_"
                + status + "\"}}";
        return "HTTP/1.1 " + status + ' ' + REASONS.get(status) + "\r\n" + MARK + ": made-here\r\n"
                + "content-type: application/json\r\ncontent-length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n" + (close ? "connection: close\r\n" : "") + "\r\n" + (toHead ? "" : body);
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c < ' ' ? ' ' : c);
        }
        return out.toString();
    }
}
