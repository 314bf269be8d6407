package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads a stream in the plainest way, as a second opinion: the whole text, cut into lines, and each event made a tree by
 * Jackson. Shares nothing with the decoders.
 */
final class PlainReading {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Map<String, DeltaKind> RESPONSES = Map.of(
            "response.output_text.delta", DeltaKind.CONTENT,
            "response.reasoning_summary_text.delta", DeltaKind.REASONING,
            "response.refusal.delta", DeltaKind.REFUSAL,
            "response.function_call_arguments.delta", DeltaKind.TOOL_ARGUMENTS,
            "response.audio.delta", DeltaKind.OTHER);
    private static final List<String> RESPONSE_CARRIERS =
            List.of("response.created", "response.in_progress", "response.completed", "response.failed", "error");

    private final Api api;
    private final List<DeltaKind> arrivals = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();
    private boolean ended;
    private boolean malformed;
    private String finish;
    private Usage usage;
    private String id;
    private String model;
    private ErrorBody error;

    private PlainReading(Api api) {
        this.api = api;
    }

    static Decoded of(Api api, byte[] stream) {
        PlainReading reading = new PlainReading(api);
        for (String data : events(new String(stream, StandardCharsets.UTF_8))) {
            if (reading.ended || reading.malformed || reading.error != null) {
                break;
            }
            reading.event(data);
        }
        return new Decoded(
                reading.arrivals,
                reading.ended,
                reading.finish,
                reading.usage,
                reading.id,
                reading.model,
                reading.error,
                reading.malformed ? "malformed" : null);
    }

    private static List<String> events(String stream) {
        String[] lines = (stream.startsWith("\uFEFF") ? stream.substring(1) : stream).split("\r\n|\n|\r", -1);
        List<String> found = new ArrayList<>();
        List<String> data = new ArrayList<>();
        for (int i = 0; i < lines.length - 1; i++) {
            String line = lines[i];
            if (line.isEmpty() && !data.isEmpty()) {
                found.add(String.join("\n", data));
                data.clear();
            } else if (line.equals("data") || line.startsWith("data:")) {
                String value = line.substring(Math.min(5, line.length()));
                data.add(line.equals("data") ? "" : value.startsWith(" ") ? value.substring(1) : value);
            }
        }
        return found;
    }

    private void event(String data) {
        if (data.isEmpty()) {
            return;
        }
        if (data.startsWith("[DONE]")) {
            ended = api != Api.OPENAI_RESPONSES && api != Api.ANTHROPIC_MESSAGES;
            return;
        }
        JsonNode event;
        try {
            event = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            malformed = true;
            return;
        }
        if (!event.isObject()) {
            malformed = true;
            return;
        }
        switch (api) {
            case OPENAI_RESPONSES -> responses(event);
            case ANTHROPIC_MESSAGES -> messages(event);
            default -> chat(event);
        }
    }

    private void chat(JsonNode event) {
        id = id == null ? text(event.path("id")) : id;
        model = model == null && !"".equals(text(event.path("model"))) ? text(event.path("model")) : model;
        Usage said = usage(event.path("usage"), "prompt", "completion");
        usage = said == null ? usage : said;
        error = error(event.path("error"));
        if (error == null && !event.has("choices") && event.path("message").isTextual()) {
            error = new ErrorBody(
                    event.path("type").textValue(),
                    text(event.path("code")),
                    event.path("message").textValue(),
                    event.path("param").textValue());
        }
        for (JsonNode choice : elements(event.path("choices"))) {
            JsonNode delta = choice.path("delta");
            addIf(any(delta.path("reasoning")) || any(delta.path("reasoning_content")), DeltaKind.REASONING);
            addIf(any(delta.path("content")) || any(choice.path("text")), DeltaKind.CONTENT);
            addIf(any(delta.path("refusal")), DeltaKind.REFUSAL);
            boolean tool = any(delta.at("/function_call/arguments"));
            for (JsonNode call : elements(delta.path("tool_calls"))) {
                tool |= any(call.at("/function/arguments")) || any(call.at("/custom/input"));
            }
            addIf(tool, DeltaKind.TOOL_ARGUMENTS);
            addIf(any(delta.at("/audio/transcript")), DeltaKind.OTHER);
            finish = choice.path("finish_reason").isTextual()
                    ? choice.path("finish_reason").textValue()
                    : finish;
        }
    }

    private void responses(JsonNode event) {
        String type = event.path("type").asText("");
        JsonNode response = event.path("response");
        if (RESPONSES.containsKey(type)) {
            addIf(any(event.path("delta")), RESPONSES.get(type));
        }
        if (RESPONSE_CARRIERS.contains(type)) {
            id = id == null ? text(response.path("id")) : id;
            model = model == null ? text(response.path("model")) : model;
            Usage said = usage(response.path("usage"), "input", "output");
            usage = said == null ? usage : said;
        }
        if (type.equals("response.completed") || type.equals("response.failed")) {
            ended = true;
            finish = text(response.path("status"));
        }
        if (type.equals("response.failed")) {
            ErrorBody said = error(response.path("error"));
            error = said == null ? new ErrorBody(null, null, "the response failed", null) : said;
        } else if (type.equals("error")) {
            ErrorBody said = error(event.path("error"));
            error = said == null
                    ? new ErrorBody(null, text(event.path("code")), text(event.path("message")), null)
                    : said;
        } else if (!event.has("type")) {
            error = error(event.path("error"));
        }
    }

    private void messages(JsonNode event) {
        String type = event.path("type").asText("");
        JsonNode delta = event.path("delta");
        JsonNode block = event.path("content_block");
        switch (type) {
            case "content_block_delta", "content_block_start" -> {
                boolean redacted = block.path("type").asText("").equals("redacted_thinking");
                addIf(any(delta.path("thinking")) || redacted && any(block.path("data")), DeltaKind.REASONING);
                addIf(any(delta.path("text")) || any(block.path("text")), DeltaKind.CONTENT);
                addIf(any(delta.path("partial_json")), DeltaKind.TOOL_ARGUMENTS);
                addIf(any(delta.path("content")), DeltaKind.OTHER);
            }
            case "message_start" -> {
                id = text(event.at("/message/id"));
                model = text(event.at("/message/model"));
                count(event);
            }
            case "message_delta" -> {
                String reason = delta.path("stop_reason").textValue();
                finish = reason == null ? finish : reason;
                usage = count(event) ? cumulative() : usage;
            }
            case "message_stop" -> {
                ended = true;
                usage = usage == null ? cumulative() : usage;
            }
            case "error" -> {
                ErrorBody said = error(event.path("error"));
                error = said == null ? ErrorBody.NONE : said;
            }
            default -> error = event.has("type") ? error : error(event.path("error"));
        }
    }

    private boolean count(JsonNode event) {
        boolean output = false;
        for (JsonNode said : new JsonNode[] {event.path("usage"), event.at("/message/usage")}) {
            for (String name : new String[] {
                "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens"
            }) {
                if (number(said.path(name), -1) >= 0) {
                    counts.put(name, number(said.path(name), -1));
                    output |= name.equals("output_tokens");
                }
            }
            if (said.has("output_tokens_details")) {
                counts.put("thinking", number(said.at("/output_tokens_details/thinking_tokens"), 0));
            }
        }
        return output;
    }

    private Usage cumulative() {
        if (!counts.containsKey("input_tokens") && !counts.containsKey("output_tokens")) {
            return null;
        }
        long read = counts.getOrDefault("cache_read_input_tokens", 0L);
        long input = counts.getOrDefault("input_tokens", 0L) + counts.getOrDefault("cache_creation_input_tokens", 0L);
        return new Usage(
                input + read, read, counts.getOrDefault("output_tokens", 0L), counts.getOrDefault("thinking", 0L));
    }

    private static Usage usage(JsonNode node, String input, String output) {
        if (!node.has(input + "_tokens") && !node.has(output + "_tokens")) {
            return null;
        }
        return new Usage(
                number(node.path(input + "_tokens"), 0),
                number(node.path(input + "_tokens_details").path("cached_tokens"), 0),
                number(node.path(output + "_tokens"), 0),
                number(node.path(output + "_tokens_details").path("reasoning_tokens"), 0));
    }

    private static ErrorBody error(JsonNode node) {
        if (node.isTextual()) {
            return new ErrorBody(null, null, node.textValue(), null);
        }
        return !node.isObject() || node.isEmpty()
                ? null
                : new ErrorBody(
                        text(node.path("type")),
                        text(node.path("code")),
                        text(node.path("message")),
                        text(node.path("param")));
    }

    private static List<JsonNode> elements(JsonNode node) {
        List<JsonNode> elements = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(elements::add);
        }
        return elements;
    }

    private static long number(JsonNode node, long otherwise) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0
                ? node.longValue()
                : otherwise;
    }

    private static String text(JsonNode node) {
        return node.isTextual() || node.isNumber() ? node.asText() : null;
    }

    private static boolean any(JsonNode node) {
        return node.isTextual() && !node.textValue().isEmpty();
    }

    private void addIf(boolean carried, DeltaKind kind) {
        if (carried) {
            arrivals.add(kind);
        }
    }
}
