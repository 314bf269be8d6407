package io.tokenweir.protocol.outcome;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One row of a rule table: every condition given must hold.
 *
 * @param name appears in the evidence
 * @param transport any of these
 * @param status any of these
 * @param type any of these, the error's type
 * @param code any of these, the error's code
 * @param message found in the message, upper and lower case alike
 * @param body found in the start of the body as it came
 * @param headers name in lower case to the pattern found in its value
 * @param finishReason any of these
 * @param mark what the body must hold, by a scenario's own condition
 * @param degraded not a condition: whether what matches is a lesser answer
 */
record Rule(
        String name,
        Outcome outcome,
        List<Transport> transport,
        StatusSet status,
        List<String> type,
        List<String> code,
        Pattern message,
        Pattern body,
        Map<String, Pattern> headers,
        List<String> finishReason,
        Boolean errorInStream,
        Boolean sawEnd,
        String mark,
        boolean degraded) {

    boolean matches(Ending ending) {
        return holds(transport, ending.transport())
                && (status == null || status.contains(ending.status()))
                && textMatches(type, ending.error().type())
                && textMatches(code, ending.error().code())
                && (message == null || found(message, ending.error().message()))
                && (body == null || found(body, ending.body()))
                && headersMatch(ending.headers())
                && textMatches(finishReason, ending.finishReason())
                && (errorInStream == null || errorInStream == ending.errorInStream())
                && (sawEnd == null || sawEnd == ending.sawEnd())
                && (mark == null || ending.marks().contains(mark));
    }

    private static <T> boolean holds(List<T> any, T value) {
        return any == null || any.contains(value);
    }

    private static boolean textMatches(List<String> any, String value) {
        return any == null || value != null && any.contains(value.toLowerCase(Locale.ROOT));
    }

    private boolean headersMatch(Map<String, String> actual) {
        return headers == null
                || headers.entrySet().stream().allMatch(h -> found(h.getValue(), actual.get(h.getKey())));
    }

    private static boolean found(Pattern pattern, String text) {
        return text != null && pattern.matcher(text).find();
    }

    /** What the rule went by, strongest first. */
    String basis() {
        if (code != null) {
            return "code";
        }
        if (type != null) {
            return "type";
        }
        if (message != null) {
            return "message";
        }
        if (body != null) {
            return "body";
        }
        if (mark != null) {
            return "content";
        }
        if (headers != null) {
            return "header";
        }
        return status != null ? "status" : "transport";
    }
}
