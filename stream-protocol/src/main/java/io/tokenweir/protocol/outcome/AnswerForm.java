package io.tokenweir.protocol.outcome;

import java.nio.charset.StandardCharsets;

import io.tokenweir.protocol.http.HeaderBlock;

/** In which form an answer comes, as far as its head and its first bytes tell. */
public final class AnswerForm {
    private static final byte[][] BEGINNINGS = {
        "data:".getBytes(StandardCharsets.US_ASCII), "event:".getBytes(StandardCharsets.US_ASCII)
    };

    private AnswerForm() {}

    /**
     * Whether it is a stream of events: it says so; or it does not say that it is JSON, and begins like one, as official
     * clients read it whatever its type.
     */
    public static boolean isStream(HeaderBlock head, byte[] bytes, int offset, int length) {
        return head.contains("content-type", "event-stream")
                || length > 0 && !head.contains("content-type", "json") && beginsLikeEvents(bytes, offset, length);
    }

    private static boolean beginsLikeEvents(byte[] bytes, int offset, int length) {
        for (byte[] beginning : BEGINNINGS) {
            int same = 0;
            while (same < Math.min(length, beginning.length) && bytes[offset + same] == beginning[same]) {
                same++;
            }
            if (same == Math.min(length, beginning.length)) {
                return true;
            }
        }
        return false;
    }

    /** How it was compressed, though nobody asked for that; null when it was not. */
    public static String compression(HeaderBlock head) {
        String coding = head.get("content-encoding");
        return coding == null || coding.isBlank() || coding.equalsIgnoreCase("identity") ? null : coding;
    }

    /** Why a redirect is no answer; null when it is none. */
    public static String redirect(int status, HeaderBlock head) {
        if (status < 300 || status > 399) {
            return null;
        }
        String to = head.get("location");
        return "the target redirects" + (to == null ? "" : " to " + to)
                + "; redirects are not followed, so name the address itself as the target";
    }
}
