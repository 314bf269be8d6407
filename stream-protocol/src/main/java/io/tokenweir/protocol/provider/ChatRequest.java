package io.tokenweir.protocol.provider;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request for a completion.
 *
 * @param messages what was said, oldest first; a system message can only be the first
 * @param maxTokens most output tokens wanted
 * @param stream whether the answer is to be streamed, with usage at its end
 */
public record ChatRequest(String model, List<ChatMessage> messages, int maxTokens, boolean stream) {
    public ChatRequest {
        messages = List.copyOf(messages);
    }

    /** @param prompt text of the one user message */
    public ChatRequest(String model, String prompt, int maxTokens, boolean stream) {
        this(model, List.of(new ChatMessage(ChatMessage.Role.USER, prompt)), maxTokens, stream);
    }

    /** The messages as the APIs write them. */
    List<Map<String, String>> json() {
        return messages.stream().map(ChatMessage::json).toList();
    }

    /** All texts in one, for an API without messages. */
    String text() {
        return messages.stream().map(ChatMessage::text).collect(Collectors.joining());
    }

    /** The text of the system message; null when there is none. */
    String system() {
        return messages.get(0).role() == ChatMessage.Role.SYSTEM
                ? messages.get(0).text()
                : null;
    }

    /** The request without its system message, for an API that has another place for it. */
    ChatRequest withoutSystem() {
        return system() == null
                ? this
                : new ChatRequest(model, messages.subList(1, messages.size()), maxTokens, stream);
    }
}
