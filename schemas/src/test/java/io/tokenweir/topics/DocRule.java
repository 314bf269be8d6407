package io.tokenweir.topics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a reader of a schema may expect: every type and field says what it means in words that its name does not have already,
 * names its unit, and every symbol of an enum is explained. Reads the schema's JSON, so that it sees what an author writes.
 */
final class DocRule {
    private static final int FEWEST_NEW_WORDS = 3;
    private static final Map<String, Pattern> UNITS = Map.of(
            "Nanos", Pattern.compile("\\bns\\b"),
            "Micros", Pattern.compile("\\bus\\b"),
            "Pico", Pattern.compile("10\\^-12"),
            "Bytes", Pattern.compile("\\bbytes\\b"),
            "Percent", Pattern.compile("\\bpercent\\b"));
    private static final Set<String> SAYING_NOTHING = Set.of(
            "a", "an", "the", "of", "in", "is", "are", "its", "this", "that", "these", "those", "to", "by", "for", "as",
            "at", "on", "and", "or", "with", "from", "which", "who", "what", "when", "where", "how", "it", "they",
            "them", "same", "name", "number", "value", "field", "record");

    private final Set<String> explainedElsewhere;

    /** @param explainedElsewhere symbols of enums that the pages in docs explain */
    DocRule(Set<String> explainedElsewhere) {
        this.explainedElsewhere = explainedElsewhere;
    }

    /** What is missing, as sentences. */
    List<String> problems(JsonNode schema) {
        List<String> problems = new ArrayList<>();
        walk(schema, problems);
        return problems;
    }

    private void walk(JsonNode node, List<String> problems) {
        if (node.isArray()) {
            node.forEach(item -> walk(item, problems));
        } else if (node.isObject()) {
            String type = node.path("type").asText();
            if (type.equals("record") || type.equals("enum")) {
                type(node, problems);
            }
            node.path("fields").forEach(field -> walk(field.get("type"), problems));
            walk(node.path("type"), problems);
            walk(node.path("items"), problems);
            walk(node.path("values"), problems);
        }
    }

    private void type(JsonNode type, List<String> problems) {
        String name = type.path("name").asText();
        String doc = type.path("doc").asText();
        if (doc.isBlank()) {
            problems.add(name + " has no doc");
        }
        for (JsonNode symbol : type.path("symbols")) {
            boolean told = Pattern.compile("\\b" + symbol.asText() + "\\b")
                    .matcher(doc)
                    .find();
            if (!told && !explainedElsewhere.contains(symbol.asText())) {
                problems.add(name + "." + symbol.asText() + " is explained neither in the doc nor in docs");
            }
        }
        for (JsonNode field : type.path("fields")) {
            field(name, field.path("name").asText(), field.path("doc").asText(), problems);
        }
    }

    private static void field(String type, String name, String doc, List<String> problems) {
        if (doc.isBlank()) {
            problems.add(type + "." + name + " has no doc");
            return;
        }
        Set<String> fresh = words(doc);
        fresh.removeAll(words(name));
        fresh.removeAll(SAYING_NOTHING);
        if (fresh.size() < FEWEST_NEW_WORDS) {
            problems.add(type + "." + name + ": '" + doc + "' says hardly more than the name");
        }
        UNITS.forEach((ending, unit) -> {
            if (name.endsWith(ending) && !unit.matcher(doc).find()) {
                problems.add(type + "." + name + ": '" + doc + "' does not name the unit (" + unit + ")");
            }
        });
    }

    /** Lower case, camel case taken apart, plural and singular alike. */
    private static Set<String> words(String text) {
        String apart = text.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Arrays.stream(apart.split("[^a-z0-9^]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .collect(Collectors.toSet());
    }
}
