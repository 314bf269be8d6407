package io.tokenweir.protocol.provider;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Anthropic Messages. A base URL may end in {@code /v1} or before it. */
final class AnthropicMessagesAdapter implements ProviderAdapter {
    private static final String VERSION = "2023-06-01";

    @Override
    public String path(String basePath, String model) {
        return basePath + (basePath.endsWith("/v1") ? "/messages" : "/v1/messages");
    }

    @Override
    public Map<String, String> authorization(String key) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-api-key", key);
        headers.put("anthropic-version", VERSION);
        return headers;
    }

    @Override
    public byte[] body(ChatRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model());
        body.put("max_tokens", request.maxTokens());
        if (request.system() != null) {
            body.put("system", request.system());
        }
        body.put("messages", request.withoutSystem().json());
        if (request.stream()) {
            body.put("stream", true);
        }
        return AnswerBodies.bytes(body);
    }

    @Override
    public RecordedBody recorded(String json) {
        return RecordedBody.ofMessages(json);
    }

    @Override
    public StreamDecoder newDecoder(EventShapes shapes) {
        return new EventStreamDecoder(new MessagesEventReader(), shapes);
    }

    @Override
    public WholeAnswer wholeAnswer(byte[] body, int length) {
        JsonNode root = AnswerBodies.tree(body, length);
        if (root == null || !root.path("content").isArray()) {
            return null;
        }
        JsonNode usage = root.path("usage");
        long cached = usage.path("cache_read_input_tokens").asLong();
        long written = usage.path("cache_creation_input_tokens").asLong();
        return new WholeAnswer(
                AnswerBodies.text(root, "id"),
                AnswerBodies.text(root, "model"),
                AnswerBodies.text(root, "stop_reason"),
                usage.isObject()
                        ? new Usage(
                                usage.path("input_tokens").asLong() + cached + written,
                                cached,
                                usage.path("output_tokens").asLong(),
                                usage.at("/output_tokens_details/thinking_tokens")
                                        .asLong())
                        : null);
    }
}
