package io.tokenweir.simulator.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The one JSON value that fits a schema and a question, by these rules. A field that the question gives
 * ({@code city=Oslo}) has that value. Otherwise an enumeration takes its first member that the question mentions, or its
 * first; a number takes the next number of the question, within the schema's bounds, or 0; a boolean says whether the
 * question mentions the field's name; a string is the question's last word. Every property of an object is there, in the
 * schema's order; an array has one item, or as many as it must.
 */
final class SchemaValues {
    private static final int MAX_DEPTH = 8;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode root;
    private final Question question;
    private int numbersTaken;

    private SchemaValues(JsonNode root, Question question) {
        this.root = root;
        this.question = question;
    }

    static JsonNode of(JsonNode schema, Question question) {
        return schema.isObject() ? new SchemaValues(schema, question).value("", schema, 0) : JSON.objectNode();
    }

    private JsonNode value(String name, JsonNode written, int depth) {
        JsonNode schema = resolved(written);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return member(name, schema.get("enum"));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer" -> number(name, schema, 0);
            case "number" -> number(name, schema, -1);
            case "boolean" ->
                JSON.booleanNode(
                        question.said(name).map(Boolean::parseBoolean).orElseGet(() -> question.mentions(name)));
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(question.said(name).orElseGet(() -> text(schema)));
        };
    }

    /** The schema behind references and alternatives. */
    private JsonNode resolved(JsonNode written) {
        JsonNode schema = written;
        for (int hops = 0; hops < MAX_DEPTH; hops++) {
            if (schema.path("$ref").asText("").startsWith("#")) {
                schema = root.at(schema.get("$ref").asText().substring(1));
                continue;
            }
            JsonNode one = null;
            for (String alternatives : new String[] {"anyOf", "oneOf", "allOf"}) {
                for (JsonNode each : schema.path(alternatives)) {
                    one = one == null && !each.path("type").asText("").equals("null") ? each : one;
                }
            }
            if (one == null) {
                return schema;
            }
            schema = one;
        }
        return schema;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        for (JsonNode each : type) {
            if (!each.asText().equals("null")) {
                return each.asText();
            }
        }
        return type.asText(schema.has("properties") ? "object" : "string");
    }

    private JsonNode member(String name, JsonNode members) {
        String said = question.said(name).orElse(null);
        for (JsonNode member : members) {
            if (member.asText().equals(said)) {
                return member;
            }
        }
        for (JsonNode member : members) {
            if (question.mentions(member.asText())) {
                return member;
            }
        }
        return members.get(0);
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        if (depth < MAX_DEPTH) {
            schema.path("properties")
                    .properties()
                    .forEach(property ->
                            object.set(property.getKey(), value(property.getKey(), property.getValue(), depth + 1)));
        }
        return object;
    }

    private JsonNode array(String name, JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        int items = Math.min(most, Math.max(1, schema.path("minItems").asInt(1)));
        for (int i = 0; i < items && depth < MAX_DEPTH; i++) {
            array.add(value(name, schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode number(String name, JsonNode schema, int scale) {
        BigDecimal number = question.said(name)
                .filter(said -> said.matches("-?\\d+(\\.\\d+)?"))
                .map(BigDecimal::new)
                .orElseGet(() -> question.number(numbersTaken++).orElse(BigDecimal.ZERO));
        if (schema.path("minimum").isNumber()) {
            number = number.max(schema.get("minimum").decimalValue());
        }
        if (schema.path("maximum").isNumber()) {
            number = number.min(schema.get("maximum").decimalValue());
        }
        return scale < 0
                ? JSON.numberNode(number)
                : JSON.numberNode(number.setScale(scale, RoundingMode.DOWN).toBigInteger());
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asText("")) {
            case "date" -> "2026-01-01";
            case "time" -> "12:00:00Z";
            case "date-time" -> "2026-01-01T12:00:00Z";
            case "email" -> "someone@example.com";
            case "uri" -> "https://example.com/";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            default -> question.lastWord();
        };
    }
}
