package io.tokenweir.simulator.openai;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.http.Request;

/** Reads the fields of a request's body; one that is not what it should be is refused by name, in OpenAI's words. */
final class Fields {
    private static final Pattern DEPLOYMENT = Pattern.compile("/openai/deployments/([^/]+)/.+");
    private static final int MAX_STOPS = 4;
    private static final List<String> SERVICE_TIERS = List.of("auto", "default", "flex", "scale", "priority");
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private Fields() {}

    static JsonNode body(Request request) {
        if (request.isTooLarge()) {
            throw ServedError.of(ServedError.Kind.TOO_LARGE, null);
        }
        try {
            JsonNode json = Json.MAPPER.readTree(request.body());
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

    /** The model: Azure's deployment when the path names one, or the field. */
    static String model(Request request, JsonNode json) {
        Matcher path = DEPLOYMENT.matcher(request.path());
        String model = path.matches() ? path.group(1) : json.path("model").asText("");
        if (model.isEmpty()) {
            throw ServedError.invalid(null, "you must provide a model parameter");
        }
        return model;
    }

    static ServedError missing(String name) {
        return ServedError.invalid(name, "missing_required_parameter", "Missing required parameter: '" + name + "'.");
    }

    static ServedError wrongType(String name, String expected) {
        return ServedError.invalid(name, "invalid_type", "Invalid type for '" + name + "': expected " + expected + ".");
    }

    static ServedError wrongValue(String name, String value, String supported) {
        return ServedError.invalid(
                name, "invalid_value", "Invalid value: '" + value + "'. Supported values are: " + supported + ".");
    }

    static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    static boolean flag(JsonNode json, String name, boolean usual) {
        JsonNode value = json.path(name);
        if (absent(value)) {
            return usual;
        }
        if (!value.isBoolean()) {
            throw wrongType(name, "a boolean");
        }
        return value.asBoolean();
    }

    /** A whole number within bounds; {@code usual} when the request does not say. */
    static int integer(JsonNode json, String name, int least, int most, int usual) {
        JsonNode value = json.path(name);
        if (absent(value)) {
            return usual;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw wrongType(name, "an integer");
        }
        if (value.asInt() < least) {
            throw ServedError.invalid(
                    name,
                    "integer_below_min_value",
                    "Invalid '" + name + "': integer below minimum value. Expected a value >= " + least + ", but got "
                            + value.asInt() + " instead.");
        }
        if (value.asInt() > most) {
            throw ServedError.invalid(
                    name,
                    "integer_above_max_value",
                    "Invalid '" + name + "': integer above maximum value. Expected a value <= " + most + ", but got "
                            + value.asInt() + " instead.");
        }
        return value.asInt();
    }

    /** Checks a word that has to be one of these. */
    static void oneOf(JsonNode value, String name, List<String> words) {
        if (!absent(value) && !words.contains(value.asText())) {
            String all = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
            throw wrongValue(name, value.asText(), all.replaceFirst(", ([^,]+)$", ", and $1"));
        }
    }

    /** Checks what both of OpenAI's larger interfaces take. */
    static void words(JsonNode json, JsonNode effort, String effortName) {
        oneOf(json.path("service_tier"), "service_tier", SERVICE_TIERS);
        oneOf(effort, effortName, EFFORTS);
    }

    /** Checks a number that has no effect here. */
    static void decimal(JsonNode json, String name, double least, double most) {
        JsonNode value = json.path(name);
        if (absent(value)) {
            return;
        }
        if (!value.isNumber()) {
            throw wrongType(name, "a decimal");
        }
        if (value.asDouble() < least || value.asDouble() > most) {
            boolean below = value.asDouble() < least;
            throw ServedError.invalid(
                    name,
                    below ? "decimal_below_min_value" : "decimal_above_max_value",
                    "Invalid '" + name + "': decimal " + (below ? "below minimum" : "above maximum")
                            + " value. Expected a value " + (below ? ">= " + least : "<= " + most) + ", but got "
                            + value.asText() + " instead.");
        }
    }

    /** The first of these numbers that the request names; -1 when it names none. */
    static int maxTokens(JsonNode json, List<String> names) {
        for (String name : names) {
            int tokens = integer(json, name, 1, Integer.MAX_VALUE, -1);
            if (tokens > 0) {
                return tokens;
            }
        }
        return -1;
    }

    static List<String> stops(JsonNode stop) {
        List<String> stops = new ArrayList<>();
        if (stop.isTextual()) {
            stops.add(stop.asText());
        } else if (stop.isArray() && stop.size() <= MAX_STOPS) {
            stop.forEach(each -> stops.add(each.asText()));
        } else if (!absent(stop)) {
            throw ServedError.invalid("stop", "Invalid 'stop': expected a string or an array of at most 4 strings.");
        }
        stops.removeIf(String::isEmpty);
        return stops;
    }

    /** The text of content that is a string or an array of parts. */
    static String content(JsonNode content, String param) {
        if (content.isTextual()) {
            return content.asText();
        }
        if (absent(content)) {
            return "";
        }
        if (content.isArray()) {
            StringBuilder text = new StringBuilder();
            content.forEach(part -> text.append(part.path("text").asText("")));
            return text.toString();
        }
        throw wrongType(param, "a string or an array of objects");
    }
}
