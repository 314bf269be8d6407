package io.tokenweir.protocol.provider;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** OpenAI Chat Completions, and whatever speaks it too, gateways of Azure API Management included. */
public final class OpenAiChatAdapter implements ProviderAdapter {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public Map<String, String> authorization(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    @Override
    public byte[] body(ChatRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model());
        body.put("messages", new Object[] {Map.of("role", "user", "content", request.prompt())});
        body.put("max_tokens", request.maxTokens());
        if (request.stream()) {
            body.put("stream", true);
            body.put("stream_options", Map.of("include_usage", true));
        }
        return bytes(body);
    }

    @Override
    public RecordedBody recorded(String json) {
        return RecordedBody.of(json);
    }

    @Override
    public StreamDecoder newDecoder() {
        return new ChatStreamDecoder();
    }

    @Override
    public ErrorBody error(byte[] body, int length) {
        JsonNode root = tree(body, length);
        if (root == null) {
            return ErrorBody.NONE;
        }
        JsonNode error = root.get("error");
        if (error == null || error.isNull()) {
            // Azure API Management answers with {"statusCode", "message"} and no envelope.
            return new ErrorBody(text(root, "type"), text(root, "code"), text(root, "message"), text(root, "param"));
        }
        if (error.isTextual()) {
            return new ErrorBody(null, null, error.textValue(), null);
        }
        return new ErrorBody(text(error, "type"), text(error, "code"), text(error, "message"), text(error, "param"));
    }

    @Override
    public WholeAnswer wholeAnswer(byte[] body, int length) {
        JsonNode root = tree(body, length);
        if (root == null || !root.path("choices").isArray()) {
            return null;
        }
        JsonNode usage = root.path("usage");
        return new WholeAnswer(
                text(root, "id"),
                text(root, "model"),
                text(root.path("choices").path(0), "finish_reason"),
                usage.isObject()
                        ? new Usage(
                                usage.path("prompt_tokens").asLong(),
                                usage.path("prompt_tokens_details")
                                        .path("cached_tokens")
                                        .asLong(),
                                usage.path("completion_tokens").asLong(),
                                usage.path("completion_tokens_details")
                                        .path("reasoning_tokens")
                                        .asLong())
                        : null);
    }

    private static JsonNode tree(byte[] body, int length) {
        try {
            JsonNode node = JSON.readTree(body, 0, length);
            return node != null && node.isObject() ? node : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException("A request body could not be written as JSON.", e);
        }
    }
}
