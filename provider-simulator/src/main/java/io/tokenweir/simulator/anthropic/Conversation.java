package io.tokenweir.simulator.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;

/**
 * The messages of a request, with its system prompt.
 *
 * @param question the last message of the user, without results of tools
 * @param answersCall whether the last message has the result of a tool call
 */
record Conversation(List<String> texts, String question, boolean answersCall) {

    private static final Set<String> ROLES = Set.of("user", "assistant", "system");

    static Conversation read(JsonNode json) {
        JsonNode list = json.path("messages");
        if (list.isMissingNode()) {
            throw ServedError.invalid("messages", "messages: Field required");
        }
        if (!list.isArray()) {
            throw ServedError.invalid("messages", "messages: Input should be a valid list");
        }
        if (list.isEmpty()) {
            throw ServedError.invalid("messages", "messages: at least one message is required");
        }
        List<String> texts = new ArrayList<>();
        if (json.hasNonNull("system")) {
            texts.add(text(json.get("system"), "system", true));
        }
        String question = "";
        boolean answersCall = false;
        for (int i = 0; i < list.size(); i++) {
            String at = "messages." + i;
            JsonNode message = list.get(i);
            String role = message.path("role").asText("");
            if (!ROLES.contains(role)) {
                throw ServedError.invalid(at, at + ".role: Input should be 'user', 'assistant' or 'system'");
            }
            JsonNode content = message.path("content");
            if (content.isMissingNode()) {
                throw ServedError.invalid(at, at + ".content: Field required");
            }
            texts.add(text(content, at + ".content", true));
            answersCall = hasResult(content);
            String asked = role.equals("user") ? text(content, at + ".content", false) : "";
            question = asked.isEmpty() ? question : asked;
        }
        return new Conversation(List.copyOf(texts), question, answersCall);
    }

    private static boolean hasResult(JsonNode content) {
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_result")) {
                return true;
            }
        }
        return false;
    }

    /** @param all with the uses and results of tools too */
    private static String text(JsonNode content, String at, boolean all) {
        if (content.isTextual()) {
            return content.asText();
        }
        if (!content.isArray()) {
            throw ServedError.invalid(at, at + ": Input should be a valid string or list");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            text.append(block.path("text").asText(""));
            if (all) {
                text.append(block.path("thinking").asText(""))
                        .append(block.path("name").asText(""));
                text.append(block.has("input") ? block.get("input").toString() : "");
                JsonNode result = block.path("content");
                text.append(result.isMissingNode() || result.isNull() ? "" : text(result, at, true));
            }
        }
        return text.toString();
    }
}
