package io.tokenweir.protocol.application;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A place in a JSON value, in the part of JSONPath (RFC 9535) that names places: {@code $}, {@code .name}, {@code ['name']},
 * {@code [0]}, {@code [-1]} from the end, {@code [*]} and {@code .*} for all. No filters, slices or descendants. Immutable.
 */
final class JsonPath {
    private static final Pattern STEP = Pattern.compile(
            "\\.(?<name>[\\p{L}_$][\\p{L}\\p{N}_$-]*)|\\['(?<quoted>[^']*)'\\]|\\[\"(?<double>[^\"]*)\"\\]|\\[(?<index>-?\\d{1,6})\\]|(?<all>\\[\\*\\]|\\.\\*)");

    private final String text;
    private final List<Step> steps;

    /** One of: a name, an index, all. */
    private record Step(String name, int index, boolean all) {}

    private JsonPath(String text, List<Step> steps) {
        this.text = text;
        this.steps = steps;
    }

    /** Throws {@link IllegalArgumentException} with a sentence that begins with {@code where}. */
    static JsonPath of(String where, String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException(
                    where + ": '" + text + "' is no path into JSON; write for instance $.answer or $.choices[0].text.");
        }
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new IllegalArgumentException(where + ": '" + text + "' is not understood from '"
                        + text.substring(at) + "' on; known are .name, ['name'], [0], [-1] and [*].");
            }
            steps.add(step(step));
            at = step.end();
        }
        return new JsonPath(text, List.copyOf(steps));
    }

    private static Step step(Matcher found) {
        if (found.group("all") != null) {
            return new Step(null, 0, true);
        }
        if (found.group("index") != null) {
            return new Step(null, Integer.parseInt(found.group("index")), false);
        }
        String name = found.group("name") != null
                ? found.group("name")
                : found.group("quoted") != null ? found.group("quoted") : found.group("double");
        return new Step(name, 0, false);
    }

    /** Whether it is {@code $}: the whole text, JSON or not. */
    boolean isWhole() {
        return steps.isEmpty();
    }

    /** All values at the place, nulls left out, in order. */
    List<JsonNode> all(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                if (step.all()) {
                    node.forEach(next::add);
                } else if (step.name() != null) {
                    next.add(node.path(step.name()));
                } else {
                    next.add(node.path(step.index() < 0 ? node.size() + step.index() : step.index()));
                }
            }
            next.removeIf(node -> node.isMissingNode() || node.isNull());
            found = next;
        }
        return found;
    }

    /** The first value at the place; null when there is none. */
    JsonNode first(JsonNode root) {
        List<JsonNode> found = all(root);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The texts and numbers at the place, joined; empty when there are none. */
    String text(JsonNode root) {
        StringBuilder joined = new StringBuilder();
        for (JsonNode node : all(root)) {
            joined.append(node.isContainerNode() ? "" : node.asText());
        }
        return joined.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
