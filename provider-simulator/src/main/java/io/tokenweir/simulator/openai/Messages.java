package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.api.ServedError;

/**
 * The messages of a chat.
 *
 * @param texts of all messages, with the arguments of calls that an assistant made
 * @param question the last user message
 * @param answersCall whether the last message is the result of a tool call
 */
record Messages(List<String> texts, String question, boolean answersCall) {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool", "function");

    static Messages read(JsonNode list) {
        if (Fields.absent(list)) {
            throw Fields.missing("messages");
        }
        if (!list.isArray() || list.isEmpty()) {
            throw ServedError.invalid("messages", "Invalid 'messages': expected an array with at least one message.");
        }
        List<String> texts = new ArrayList<>();
        String question = "";
        String role = "";
        for (int i = 0; i < list.size(); i++) {
            JsonNode message = list.get(i);
            role = message.path("role").asText("");
            if (!ROLES.contains(role)) {
                throw Fields.wrongValue(
                        "messages[" + i + "].role",
                        role,
                        "'system', 'developer', 'user', 'assistant', 'tool', and 'function'");
            }
            JsonNode content = message.path("content");
            if (content.isMissingNode() && !message.has("tool_calls") && !message.has("function_call")) {
                throw Fields.missing("messages[" + i + "].content");
            }
            if (role.equals("tool") && !message.path("tool_call_id").isTextual()) {
                throw Fields.missing("messages[" + i + "].tool_call_id");
            }
            StringBuilder text = new StringBuilder(Fields.content(content, "messages[" + i + "].content"));
            message.path("tool_calls")
                    .forEach(call -> text.append(call.at("/function/name").asText())
                            .append(call.at("/function/arguments").asText()));
            texts.add(text.toString());
            question = role.equals("user") ? text.toString() : question;
        }
        return new Messages(texts, question, role.equals("tool") || role.equals("function"));
    }
}
