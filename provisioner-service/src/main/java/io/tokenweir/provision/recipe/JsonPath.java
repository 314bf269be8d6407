package io.tokenweir.provision.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The part of JSONPath (RFC 9535) that recipes need: {@code $.name}, {@code [0]}, {@code [*]} and the filter
 * {@code [?name=value]}, where the value may be a template. Pure.
 */
final class JsonPath {
    private static final Pattern STEP = Pattern.compile("\\.([\\w-]+)|\\[(\\d+)]|\\[(\\*)]|\\[\\?([\\w-]+)=([^\\]]*)]");

    private final List<Step> steps;

    private record Step(String field, int index, boolean all, String filterField, String filterValue) {
        private void follow(JsonNode node, Map<String, String> values, List<JsonNode> found) {
            if (field != null) {
                add(node.get(field), found);
            } else if (all) {
                node.forEach(found::add);
            } else if (filterField != null) {
                String wanted = Template.fill(filterValue, values);
                node.forEach(item -> {
                    if (item.path(filterField).asText().equals(wanted)) {
                        found.add(item);
                    }
                });
            } else {
                add(node.get(index), found);
            }
        }

        private static void add(JsonNode node, List<JsonNode> found) {
            if (node != null && !node.isNull()) {
                found.add(node);
            }
        }
    }

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Throws {@link IllegalArgumentException} that says what was expected. */
    static JsonPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text).region(1, text.length());
        int end = 1;
        while (matcher.lookingAt()) {
            String index = matcher.group(2);
            steps.add(new Step(
                    matcher.group(1),
                    index == null ? -1 : Integer.parseInt(index),
                    matcher.group(3) != null,
                    matcher.group(4),
                    matcher.group(5)));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("'" + text.substring(end) + "' in the path " + text
                    + " is not understood; expected .name, [0], [*] or [?name=value]");
        }
        return new JsonPath(steps);
    }

    /** Texts of all values that the path leads to. */
    List<String> find(JsonNode root, Map<String, String> values) {
        List<JsonNode> nodes = List.of(root);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            nodes.forEach(node -> step.follow(node, values, next));
            nodes = next;
        }
        return nodes.stream()
                .map(node -> node.isValueNode() ? node.asText() : node.toString())
                .toList();
    }
}
