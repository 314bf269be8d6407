package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.api.Wishes.ToolUse;

/** Reads which tools a request offers and whether they are to be called; chat nests the function, Responses does not. */
final class Tools {
    private Tools() {}

    /** {@code wishes} with the tools of {@code json}. */
    static Wishes read(JsonNode json, Wishes wishes, boolean answersCall) {
        JsonNode list = json.path("tools");
        JsonNode choice = json.path("tool_choice");
        if (Fields.absent(list) || list.isEmpty()) {
            if (!Fields.absent(choice)
                    && !choice.asText("").equals("none")
                    && !choice.asText("").equals("auto")) {
                throw ServedError.invalid(
                        "tool_choice",
                        "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.");
            }
            return wishes;
        }
        List<Wishes.Tool> tools = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode tool = list.get(i);
            if (tool.path("type").asText().equals("function")) {
                tools.add(function(tool.has("function") ? tool.get("function") : tool, i));
            }
        }
        return wishes.with(tools, use(json, choice, tools, answersCall));
    }

    private static Wishes.Tool function(JsonNode function, int i) {
        String name = function.path("name").asText("");
        if (name.isEmpty()) {
            throw Fields.missing("tools[" + i + "].function.name");
        }
        if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
            throw ServedError.invalid(
                    "tools[" + i + "].function.name",
                    "invalid_value",
                    "Invalid 'tools[" + i
                            + "].function.name': string does not match pattern. Expected a string that matches the"
                            + " pattern '^[a-zA-Z0-9_-]+$'.");
        }
        return new Wishes.Tool(name, function.path("parameters"));
    }

    private static ToolUse use(JsonNode json, JsonNode choice, List<Wishes.Tool> tools, boolean answersCall) {
        boolean parallel = Fields.flag(json, "parallel_tool_calls", true);
        if (choice.isObject()) {
            String name = choice.at("/function/name").asText(choice.path("name").asText(""));
            if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
                throw ServedError.invalid("tool_choice", "Tool choice '" + name + "' not found in 'tools' parameter.");
            }
            return new ToolUse(ToolUse.Mode.REQUIRED, name, false);
        }
        return switch (choice.asText("auto")) {
            case "none" -> ToolUse.NOT;
            case "required" -> new ToolUse(ToolUse.Mode.REQUIRED, null, parallel);
            case "auto", "null" -> answersCall ? ToolUse.NOT : new ToolUse(ToolUse.Mode.AUTO, null, parallel);
            default -> throw Fields.wrongValue("tool_choice", choice.asText(), "'none', 'auto', and 'required'");
        };
    }
}
