package io.tokenweir.simulator.answer;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.tokenweir.simulator.http.Json;

/** JSON with the same fields and types, and other values. */
final class WrongJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private WrongJson() {}

    /** Empty when the text is no JSON object or array. */
    static Optional<String> of(String text) {
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            return json != null && json.isContainerNode() && !json.isEmpty()
                    ? Optional.of(changed(json).toString())
                    : Optional.empty();
        } catch (IOException e) {
            // Words, or JSON that was cut for its length.
            return Optional.empty();
        }
    }

    private static JsonNode changed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode changed = NODES.objectNode();
            object.properties().forEach(field -> changed.set(field.getKey(), changed(field.getValue())));
            return changed;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode changed = NODES.arrayNode();
            array.forEach(each -> changed.add(changed(each)));
            return changed;
        }
        if (node.isIntegralNumber()) {
            return NODES.numberNode(node.asLong() + 1);
        }
        if (node.isNumber()) {
            return NODES.numberNode(node.asDouble() + 0.5);
        }
        if (node.isBoolean()) {
            return BooleanNode.valueOf(!node.asBoolean());
        }
        return node.isTextual() ? TextNode.valueOf("not " + node.asText()) : node;
    }
}
