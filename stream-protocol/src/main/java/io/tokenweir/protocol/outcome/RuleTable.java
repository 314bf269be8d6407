package io.tokenweir.protocol.outcome;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads a provider's rules from JSON: an array of rules, the first that matches decides. A row of {@code include} alone
 * stands for all rules of another table.
 */
final class RuleTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INCLUDE = "include";
    private static final Set<String> KEYS = Set.of(
            INCLUDE,
            "name",
            "outcome",
            "transport",
            "status",
            "type",
            "code",
            "message",
            "body",
            "headers",
            "finishReason",
            "errorInStream",
            "sawEnd",
            "mark",
            "degraded");

    private static final List<String> KNOWN =
            List.of("anthropic", "application", "azure-openai", "bedrock", "gemini", "generic", "openai", "vllm");

    private RuleTable() {}

    /** A scenario's own rules before those shipped for the provider. */
    static List<Rule> forProvider(String provider, JsonNode first) {
        List<Rule> rules = new ArrayList<>();
        if (first != null) {
            if (!first.isArray()) {
                throw new IllegalArgumentException(
                        "target.rules: write a list of rules, each with 'outcome' and conditions.");
            }
            rules.addAll(parse(first, "target.rules"));
        }
        rules.addAll(forProvider(provider));
        return List.copyOf(rules);
    }

    static List<Rule> forProvider(String provider) {
        String resource = "/outcomes/" + provider + ".json";
        try (InputStream in = RuleTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "No outcome rules for provider " + provider + "; known: " + String.join(", ", KNOWN) + ".");
            }
            return parse(JSON.readTree(in), resource);
        } catch (IOException e) {
            throw new IllegalStateException("The outcome rules in " + resource + " are not JSON.", e);
        }
    }

    /** @param source named in errors */
    static List<Rule> parse(JsonNode table, String source) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode row : table) {
            String place = source + ", rule " + (rules.size() + 1);
            row.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new IllegalArgumentException(place + ": unknown key '" + key + "'; known: " + KEYS + ".");
                }
            });
            if (row.has(INCLUDE)) {
                rules.addAll(forProvider(row.get(INCLUDE).asText()));
                continue;
            }
            rules.add(rule(row, place));
        }
        return List.copyOf(rules);
    }

    private static Rule rule(JsonNode row, String place) {
        try {
            List<String> transports = texts(row, "transport", false);
            return new Rule(
                    row.path("name").asText("unnamed"),
                    outcome(row),
                    transports == null
                            ? null
                            : transports.stream().map(Transport::valueOf).toList(),
                    StatusSet.of(texts(row, "status", true)),
                    texts(row, "type", true),
                    texts(row, "code", true),
                    row.has("message") ? pattern(row.get("message")) : null,
                    row.has("body") ? pattern(row.get("body")) : null,
                    headers(row.get("headers")),
                    texts(row, "finishReason", true),
                    row.has("errorInStream") ? row.get("errorInStream").asBoolean() : null,
                    row.has("sawEnd") ? row.get("sawEnd").asBoolean() : null,
                    row.path("mark").asText(null),
                    row.path("degraded").asBoolean());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(place + ": not a regular expression: " + e.getPattern(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private static Outcome outcome(JsonNode row) {
        try {
            return Outcome.valueOf(row.path("outcome").asText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'outcome' is one of " + Arrays.toString(Outcome.values()) + ", not '"
                            + row.path("outcome").asText() + "'",
                    e);
        }
    }

    private static List<String> texts(JsonNode row, String key, boolean lowerCase) {
        JsonNode value = row.get(key);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(v -> texts.add(v.asText()));
        } else {
            texts.add(value.asText());
        }
        texts.replaceAll(text -> lowerCase ? text.toLowerCase(Locale.ROOT) : text);
        return List.copyOf(texts);
    }

    private static Map<String, Pattern> headers(JsonNode node) {
        if (node == null) {
            return null;
        }
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        node.fieldNames()
                .forEachRemaining(name -> patterns.put(name.toLowerCase(Locale.ROOT), pattern(node.get(name))));
        return patterns;
    }

    private static Pattern pattern(JsonNode text) {
        return Pattern.compile(text.asText(), Pattern.CASE_INSENSITIVE);
    }
}
