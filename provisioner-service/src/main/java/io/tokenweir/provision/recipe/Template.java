package io.tokenweir.provision.recipe;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Fills {@code {{name}}} and, escaped for an address, {@code {{name|url}}}. Pure. */
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([\\w-]+)\\s*(\\|\\s*url\\s*)?}}");

    private Template() {}

    static Set<String> placeholders(String template) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(template);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** Throws {@link IllegalArgumentException} with the name of a value that is not there. */
    static String fill(String template, Map<String, String> values) {
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = values.get(matcher.group(1));
            if (value == null) {
                throw new IllegalArgumentException("{{" + matcher.group(1) + "}} has no value yet");
            }
            String shown = matcher.group(2) == null ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(shown));
        }
        return matcher.appendTail(filled).toString();
    }

    /** Fills every text inside a JSON value; what the texts hold is escaped by the JSON writer. */
    static JsonNode fill(JsonNode template, Map<String, String> values) {
        if (template.isTextual()) {
            return TextNode.valueOf(fill(template.textValue(), values));
        }
        if (template.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            template.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue(), values)));
            return filled;
        }
        if (template.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            template.forEach(item -> filled.add(fill(item, values)));
            return filled;
        }
        return template;
    }
}
