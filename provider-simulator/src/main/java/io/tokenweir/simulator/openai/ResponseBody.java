package io.tokenweir.simulator.openai;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Ending;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.serve.Prepared;

/** A response object, and its output items, as the Responses API writes them. */
final class ResponseBody {
    private final ResponsesRequest request;
    private final Prepared prepared;
    private final String id = Ids.item("resp_");

    ResponseBody(ResponsesRequest request, Prepared prepared) {
        this.request = request;
        this.prepared = prepared;
    }

    /** The status that an answer ends with. */
    static String status(Choice choice) {
        return choice.ending() == Ending.LENGTH || choice.ending() == Ending.CONTENT_FILTER
                ? "incomplete"
                : "completed";
    }

    /** Why an answer is incomplete; null when it is not. */
    static String incompleteReason(Choice choice) {
        return switch (choice.ending()) {
            case LENGTH -> "max_output_tokens";
            case CONTENT_FILTER -> "content_filter";
            default -> null;
        };
    }

    String id() {
        return id;
    }

    /**
     * The whole object.
     *
     * @param error null: none
     */
    Map<String, Object> of(String status, List<Map<String, Object>> output, Map<String, Object> error) {
        Choice choice = prepared.answer().choices().get(0);
        boolean over = status.equals("completed") || status.equals("incomplete");
        JsonNode asked = request.body();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        body.put("object", "response");
        body.put("created_at", prepared.createdSeconds());
        body.put("status", status);
        body.put("completed_at", over ? System.currentTimeMillis() / 1000 : null);
        body.put("background", false);
        body.put("error", error);
        body.put("incomplete_details", status.equals("incomplete") ? Map.of("reason", incompleteReason(choice)) : null);
        body.put("instructions", asked.get("instructions"));
        body.put("max_output_tokens", asked.get("max_output_tokens"));
        body.put("max_tool_calls", null);
        body.put("model", prepared.snapshot());
        body.put("output", output);
        body.put("parallel_tool_calls", asked.path("parallel_tool_calls").asBoolean(true));
        body.put("previous_response_id", asked.get("previous_response_id"));
        body.put("prompt_cache_key", asked.get("prompt_cache_key"));
        body.put("reasoning", reasoning(asked.path("reasoning")));
        body.put("safety_identifier", asked.get("safety_identifier"));
        body.put("service_tier", over ? "default" : "auto");
        body.put("store", asked.path("store").asBoolean(true));
        body.put("temperature", asked.path("temperature").asDouble(1));
        body.put("text", text(asked.path("text")));
        body.put("tool_choice", asked.hasNonNull("tool_choice") ? asked.get("tool_choice") : "auto");
        body.put("tools", asked.hasNonNull("tools") ? asked.get("tools") : List.of());
        body.put("top_logprobs", 0);
        body.put("top_p", asked.path("top_p").asDouble(1));
        body.put("truncation", asked.path("truncation").asText("disabled"));
        body.put("usage", over ? usage() : null);
        body.put("user", asked.get("user"));
        body.put("metadata", asked.hasNonNull("metadata") ? asked.get("metadata") : Map.of());
        return body;
    }

    private static Map<String, Object> reasoning(JsonNode asked) {
        Map<String, Object> reasoning = new LinkedHashMap<>();
        reasoning.put("effort", asked.get("effort"));
        reasoning.put("summary", asked.get("summary"));
        return reasoning;
    }

    private static Map<String, Object> text(JsonNode asked) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("format", asked.has("format") ? asked.get("format") : Map.of("type", "text"));
        text.put("verbosity", asked.path("verbosity").asText("medium"));
        return text;
    }

    private Map<String, Object> usage() {
        int output = prepared.answer().tokens();
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("cached_tokens", prepared.cachedTokens());
        read.put("cache_write_tokens", 0);
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("input_tokens", prepared.promptTokens());
        usage.put("input_tokens_details", read);
        usage.put("output_tokens", output);
        usage.put(
                "output_tokens_details",
                Map.of("reasoning_tokens", prepared.answer().tokens(Part.Kind.REASONING)));
        usage.put("total_tokens", prepared.promptTokens() + output);
        return usage;
    }
}
