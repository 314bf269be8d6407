package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.tokenweir.simulator.http.Json;

/** The input of a response as its list of items tells it: each with an id and a status, and texts as parts. */
final class InputItems {
    private InputItems() {}

    /** @param response id of the response that they are the input of */
    static List<JsonNode> of(String response, JsonNode input) {
        if (input.isTextual()) {
            return List.of(item(
                    response,
                    0,
                    Json.MAPPER.createObjectNode().put("role", "user").set("content", input)));
        }
        List<JsonNode> items = new ArrayList<>();
        input.forEach(item -> items.add(item(response, items.size(), item)));
        return items;
    }

    private static JsonNode item(String response, int index, JsonNode given) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        String type = given.path("type").asText("message");
        String id = given.path("id").asText("");
        item.put("id", id.isEmpty() ? Ids.item(prefix(type), response, index) : id);
        item.put("type", type);
        item.put("status", "completed");
        given.properties().forEach(field -> item.putIfAbsent(field.getKey(), field.getValue()));
        if (type.equals("message") && item.path("content").isTextual()) {
            boolean said = item.path("role").asText().equals("assistant");
            ArrayNode parts = Json.MAPPER.createArrayNode();
            parts.addObject()
                    .put("type", said ? "output_text" : "input_text")
                    .put("text", item.get("content").asText());
            item.set("content", parts);
        }
        return item;
    }

    private static String prefix(String type) {
        return switch (type) {
            case "function_call" -> "fc_";
            case "function_call_output" -> "fco_";
            case "reasoning" -> "rs_";
            default -> "msg_";
        };
    }
}
