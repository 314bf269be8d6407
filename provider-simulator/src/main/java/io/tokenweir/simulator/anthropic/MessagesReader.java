package io.tokenweir.simulator.anthropic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.answer.TokenCounter;
import io.tokenweir.simulator.api.Effort;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.api.Wishes.ToolUse;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;

/** Reads requests for a message; what it does not understand is refused in Anthropic's words. */
final class MessagesReader {
    private static final int MOST_BYTES = 32 << 20;
    private static final int LEAST_BUDGET = 1024;
    /** A budget is a ceiling; the simulated model thinks for a sixteenth of it. */
    private static final int BUDGET_SHARE = 16;

    private final Parameters parameters;

    MessagesReader(Parameters parameters) {
        this.parameters = parameters;
    }

    /** @param counting whether only tokens are to be counted, so that no {@code max_tokens} is needed */
    ServedRequest read(Request request, boolean counting) {
        JsonNode json = body(request);
        if (request.header("anthropic-version").isEmpty()) {
            throw ServedError.invalid(null, "anthropic-version: header is required");
        }
        String model = json.path("model").asText("");
        if (model.isEmpty()) {
            throw ServedError.invalid("model", "model: Field required");
        }
        parameters.check(request, json, counting);
        Conversation conversation = Conversation.read(json);
        int maxTokens = counting ? 1 : maxTokens(json);
        Wishes wishes = tools(json, Wishes.text(conversation.question()), conversation.answersCall())
                .thinking(thought(json, maxTokens))
                .in(format(json));
        List<String> texts = new ArrayList<>(conversation.texts());
        if (!wishes.tools().isEmpty()) {
            texts.add(json.get("tools").toString());
        }
        List<String> stops = new ArrayList<>();
        json.path("stop_sequences").forEach(stop -> stops.add(stop.asText()));
        stops.removeIf(String::isEmpty);
        return new ServedRequest(
                model,
                List.copyOf(texts),
                TokenCounter.chatOverhead(json.get("messages").size()),
                "messages",
                json.path("stream").asBoolean(false),
                maxTokens,
                stops,
                0,
                wishes);
    }

    private static JsonNode body(Request request) {
        if (request.isTooLarge() || request.body().length > MOST_BYTES) {
            throw ServedError.of(ServedError.Kind.TOO_LARGE, null);
        }
        try {
            JsonNode json = Json.MAPPER.readTree(request.body());
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw ServedError.invalid(null, "The request body is not valid JSON");
        }
        throw ServedError.invalid(null, "The request body should be a JSON object");
    }

    private static int maxTokens(JsonNode json) {
        JsonNode most = json.path("max_tokens");
        if (most.isMissingNode() || most.isNull()) {
            throw ServedError.invalid("max_tokens", "max_tokens: Field required");
        }
        if (!most.isIntegralNumber() || !most.canConvertToInt()) {
            throw ServedError.invalid("max_tokens", "max_tokens: Input should be a valid integer");
        }
        if (most.asInt() < 1) {
            throw ServedError.invalid("max_tokens", "max_tokens: Input should be greater than or equal to 1");
        }
        JsonNode temperature = json.path("temperature");
        if (temperature.isNumber() && (temperature.asDouble() < 0 || temperature.asDouble() > 1)) {
            throw ServedError.invalid("temperature", "temperature: range: 0..1");
        }
        return most.asInt();
    }

    private static int thought(JsonNode json, int maxTokens) {
        JsonNode thinking = json.path("thinking");
        return switch (thinking.path("type").asText("disabled")) {
            case "enabled" -> {
                int budget = thinking.path("budget_tokens").asInt(0);
                if (budget < LEAST_BUDGET) {
                    throw ServedError.invalid(
                            "thinking",
                            "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
                }
                if (budget >= maxTokens && maxTokens > 1) {
                    throw ServedError.invalid(
                            "max_tokens", "`max_tokens` must be greater than `thinking.budget_tokens`.");
                }
                yield budget / BUDGET_SHARE;
            }
            case "adaptive" -> Effort.tokens(json.at("/output_config/effort").asText("medium"));
            default -> 0;
        };
    }

    private static Wishes tools(JsonNode json, Wishes wishes, boolean answersCall) {
        List<Wishes.Tool> tools = new ArrayList<>();
        for (JsonNode tool : json.path("tools")) {
            if (tool.path("type").asText("custom").equals("custom")) {
                if (!tool.path("name").isTextual()) {
                    String at = "tools." + tools.size() + ".custom.name";
                    throw ServedError.invalid(at, at + ": Field required");
                }
                tools.add(new Wishes.Tool(tool.get("name").asText(), tool.path("input_schema")));
            }
        }
        JsonNode choice = json.path("tool_choice");
        boolean parallel = !choice.path("disable_parallel_tool_use").asBoolean(false);
        String name = choice.path("name").asText("");
        ToolUse use = switch (choice.path("type").asText("auto")) {
            case "none" -> ToolUse.NOT;
            case "any" -> new ToolUse(ToolUse.Mode.REQUIRED, null, parallel);
            case "tool" -> new ToolUse(ToolUse.Mode.REQUIRED, name, false);
            default -> answersCall ? ToolUse.NOT : new ToolUse(ToolUse.Mode.AUTO, null, parallel);
        };
        if (use.forced() != null && tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw ServedError.invalid(
                    "tool_choice", "tool_choice.tool: Tool '" + name + "' not found in provided tools");
        }
        return wishes.with(tools, use);
    }

    private static Wishes.Format format(JsonNode json) {
        JsonNode format = json.at("/output_config/format");
        return format.path("type").asText("").equals("json_schema")
                ? new Wishes.Format(true, format.path("schema").isObject() ? format.get("schema") : null)
                : Wishes.Format.TEXT;
    }
}
