package io.tokenweir.simulator.anthropic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.http.Json;
import io.tokenweir.simulator.serve.Prepared;

/** A message, and its parts, as Anthropic writes them. */
final class MessageBody {
    /** Clients pass it back as it came; nobody reads it. */
    static final String SIGNATURE = "EqQBCgIYAhIkc2ltdWxhdGVkLXRoaW5raW5nLXNpZ25hdHVyZQ==";

    private MessageBody() {}

    static Map<String, Object> whole(Prepared prepared, String id) {
        Choice choice = prepared.answer().choices().get(0);
        List<Map<String, Object>> content = new ArrayList<>();
        for (Part part : choice.parts()) {
            if (part.tokens().count() > 0) {
                content.add(block(part, part.tokens().text(), Ids.toolUse()));
            }
        }
        return message(prepared, id, content, stopReason(choice), choice, choice.tokens());
    }

    /** What stands in {@code message_start}. */
    static Map<String, Object> opening(Prepared prepared, String id) {
        return message(prepared, id, List.of(), null, null, 1);
    }

    private static Map<String, Object> message(
            Prepared prepared, String id, List<Map<String, Object>> content, String reason, Choice choice, int output) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("model", prepared.snapshot());
        message.put("id", id);
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("content", content);
        message.putAll(ending(reason, choice));
        Map<String, Object> usage = new LinkedHashMap<>(usage(prepared, output));
        usage.put("cache_creation", Map.of("ephemeral_5m_input_tokens", 0, "ephemeral_1h_input_tokens", 0));
        usage.put("service_tier", "standard");
        usage.put("inference_geo", "not_available");
        message.put("usage", usage);
        return message;
    }

    /** @param reason null: the answer goes on */
    static Map<String, Object> ending(String reason, Choice choice) {
        Map<String, Object> ending = new LinkedHashMap<>();
        ending.put("stop_reason", reason);
        ending.put("stop_sequence", choice == null ? null : choice.stopSequence());
        if ("refusal".equals(reason)) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("type", "refusal");
            details.put("category", null);
            details.put("explanation", null);
            ending.put("stop_details", details);
        }
        return ending;
    }

    /** Counts as they are when {@code output} tokens exist. */
    static Map<String, Object> usage(Prepared prepared, int output) {
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("input_tokens", prepared.promptTokens() - prepared.cachedTokens());
        usage.put("cache_creation_input_tokens", 0);
        usage.put("cache_read_input_tokens", prepared.cachedTokens());
        usage.put("output_tokens", output);
        int thought = prepared.answer().tokens(Part.Kind.REASONING);
        if (thought > 0) {
            usage.put("output_tokens_details", Map.of("thinking_tokens", thought));
        }
        return usage;
    }

    /** A block of content with {@code text} in it; empty, as it stands in {@code content_block_start}. */
    static Map<String, Object> block(Part part, String text, String toolUseId) {
        Map<String, Object> block = new LinkedHashMap<>();
        switch (part.kind()) {
            case REASONING -> {
                block.put("type", "thinking");
                block.put("thinking", text);
                block.put("signature", text.isEmpty() ? "" : SIGNATURE);
            }
            case TEXT, REFUSAL -> {
                block.put("type", "text");
                block.put("text", text);
            }
            case TOOL_CALL -> {
                block.put("type", "tool_use");
                block.put("id", toolUseId);
                block.put("name", part.name());
                block.put("input", input(text));
            }
        }
        return block;
    }

    /** Arguments that were cut off by {@code max_tokens} are no JSON; the real service then has no input to show either. */
    private static Object input(String json) {
        try {
            return json.isEmpty() ? Map.of() : Json.MAPPER.readTree(json);
        } catch (IOException e) {
            return Map.of();
        }
    }

    static String stopReason(Choice choice) {
        return switch (choice.ending()) {
            case STOP -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case REFUSAL, CONTENT_FILTER -> "refusal";
        };
    }
}
