package io.tokenweir.simulator.openai;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.answer.TokenCounter;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.http.Json;

/** Reads the body of a completion request; what it cannot understand is refused with the name of the field. */
final class RequestParser {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");
    private static final int MAX_STOPS = 4;

    private RequestParser() {}

    static CompletionRequest parse(boolean chat, byte[] body, boolean obfuscationByDefault) {
        JsonNode json = tree(body);
        String model = json.path("model").asText("");
        if (model.isEmpty()) {
            throw ServedError.invalid(null, "you must provide a model parameter");
        }
        List<String> messages = new ArrayList<>();
        if (chat) {
            readMessages(json.path("messages"), messages);
        } else {
            messages.add(prompt(json.path("prompt")));
        }
        if (json.path("n").asInt(1) != 1) {
            throw ServedError.invalid("n", "This provider answers with one choice; leave n out or set it to 1.");
        }
        JsonNode options = json.path("stream_options");
        boolean stream = flag(json, "stream");
        if (!stream && options.isObject()) {
            throw ServedError.invalid(
                    "stream_options", "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
        ServedRequest served = new ServedRequest(
                model,
                List.copyOf(messages),
                chat ? TokenCounter.chatOverhead(messages.size()) : 0,
                chat ? "messages" : "prompt",
                stream,
                maxTokens(json),
                stops(json.path("stop")),
                json.path("seed").asLong(0),
                Wishes.NONE);
        return new CompletionRequest(
                chat,
                served,
                options.path("include_usage").asBoolean(false),
                stream && options.path("include_obfuscation").asBoolean(obfuscationByDefault));
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static ServedError unreadable() {
        return ServedError.invalid(
                null,
                "We could not parse the JSON body of your request. The API expects a JSON object with a content type of"
                        + " application/json.");
    }

    private static void readMessages(JsonNode list, List<String> messages) {
        if (list.isMissingNode() || list.isNull()) {
            throw ServedError.invalid(
                    "messages", "missing_required_parameter", "Missing required parameter: 'messages'.");
        }
        if (!list.isArray() || list.isEmpty()) {
            throw ServedError.invalid("messages", "Invalid 'messages': expected an array with at least one message.");
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode message = list.get(i);
            String role = message.path("role").asText("");
            if (!ROLES.contains(role)) {
                throw ServedError.invalid(
                        "messages[" + i + "].role",
                        "invalid_value",
                        "Invalid value: '" + role + "'. Supported values are: 'system', 'developer', 'user',"
                                + " 'assistant', 'tool', and 'function'.");
            }
            messages.add(content(message.path("content"), "messages[" + i + "].content"));
        }
    }

    private static String content(JsonNode content, String param) {
        if (content.isTextual()) {
            return content.asText();
        }
        if (content.isNull()) {
            return "";
        }
        if (content.isArray()) {
            StringBuilder text = new StringBuilder();
            content.forEach(part -> text.append(part.path("text").asText("")));
            return text.toString();
        }
        throw ServedError.invalid(
                param, "invalid_type", "Invalid type for '" + param + "': expected a string or an array of objects.");
    }

    private static String prompt(JsonNode prompt) {
        JsonNode only = prompt.isArray() && prompt.size() == 1 ? prompt.get(0) : prompt;
        if (!only.isTextual()) {
            throw ServedError.invalid("prompt", "Invalid 'prompt': expected a string, or an array with one string.");
        }
        return only.asText();
    }

    private static boolean flag(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw ServedError.invalid(name, "invalid_type", "Invalid type for '" + name + "': expected a boolean.");
        }
        return value.asBoolean(false);
    }

    private static int maxTokens(JsonNode json) {
        for (String name : List.of("max_completion_tokens", "max_tokens")) {
            JsonNode value = json.path(name);
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (!value.canConvertToInt() || !value.isIntegralNumber()) {
                throw ServedError.invalid(
                        name, "invalid_type", "Invalid type for '" + name + "': expected an integer.");
            }
            if (value.asInt() < 1) {
                throw ServedError.invalid(
                        name,
                        "integer_below_min_value",
                        "Invalid '" + name + "': integer below minimum value. Expected a value >= 1, but got "
                                + value.asInt() + " instead.");
            }
            return value.asInt();
        }
        return -1;
    }

    private static List<String> stops(JsonNode stop) {
        List<String> stops = new ArrayList<>();
        if (stop.isTextual()) {
            stops.add(stop.asText());
        } else if (stop.isArray() && stop.size() <= MAX_STOPS) {
            stop.forEach(each -> stops.add(each.asText()));
        } else if (!stop.isMissingNode() && !stop.isNull()) {
            throw ServedError.invalid("stop", "Invalid 'stop': expected a string or an array of at most 4 strings.");
        }
        stops.removeIf(String::isEmpty);
        return stops;
    }
}
