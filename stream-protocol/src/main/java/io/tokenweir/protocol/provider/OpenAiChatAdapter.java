package io.tokenweir.protocol.provider;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** OpenAI Chat Completions, and whatever speaks it too, gateways of Azure API Management included. */
public final class OpenAiChatAdapter implements ProviderAdapter {
    @Override
    public String path(String basePath, String model) {
        return basePath + "/chat/completions";
    }

    @Override
    public Map<String, String> authorization(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    @Override
    public byte[] body(ChatRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model());
        body.put("messages", request.json());
        body.put("max_tokens", request.maxTokens());
        return AnswerBodies.bytes(streamed(body, request.stream()));
    }

    static Map<String, Object> streamed(Map<String, Object> body, boolean stream) {
        if (stream) {
            body.put("stream", true);
            body.put("stream_options", Map.of("include_usage", true));
        }
        return body;
    }

    @Override
    public RecordedBody recorded(String json) {
        return RecordedBody.of(json);
    }

    @Override
    public StreamDecoder newDecoder(EventShapes shapes) {
        return new EventStreamDecoder(new ChatChunkReader(), shapes);
    }

    @Override
    public WholeAnswer wholeAnswer(byte[] body, int length) {
        JsonNode root = AnswerBodies.tree(body, length);
        if (root == null || !root.path("choices").isArray()) {
            return null;
        }
        return new WholeAnswer(
                AnswerBodies.text(root, "id"),
                AnswerBodies.text(root, "model"),
                AnswerBodies.text(root.path("choices").path(0), "finish_reason"),
                AnswerBodies.usage(root.path("usage"), "prompt", "completion"));
    }
}
