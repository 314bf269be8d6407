package io.tokenweir.protocol.application;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What must be found in an answer's body for a rule of the scenario to hold; what it asks of status and headers is in the rule
 * table. Immutable.
 *
 * @param mark name under which a body tells that it holds, {@code refusal-1}
 * @param json a place that must hold something; null: anywhere
 * @param matches what must be found in the value there; null: any but false, null, zero and empty
 * @param text what must be found in the answer's text; null: no matter
 */
record Condition(String mark, JsonPath json, Pattern matches, Pattern text) {
    /** Whether a JSON value holds what is asked. */
    boolean holdsIn(JsonNode root) {
        if (json == null || root == null) {
            return false;
        }
        for (JsonNode value : json.all(root)) {
            String said = value.isContainerNode() ? value.toString() : value.asText();
            if (matches != null ? matches.matcher(said).find() : saysSomething(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysSomething(JsonNode value) {
        return value.isContainerNode()
                ? !value.isEmpty()
                : !value.asText().isEmpty()
                        && !value.asText().equals("false")
                        && !value.asText().equals("0");
    }

    boolean holdsIn(String answer) {
        return text != null && text.matcher(answer).find();
    }

    static Pattern pattern(String where, String regex) {
        try {
            return regex == null ? null : Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    where + ": '" + regex + "' is no regular expression: " + e.getDescription() + ".");
        }
    }
}
