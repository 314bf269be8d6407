package io.tokenweir.protocol.provider;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** OpenAI Responses. Answers are asked not to be stored: a load test would fill the account's log with them. */
final class OpenAiResponsesAdapter implements ProviderAdapter {
    @Override
    public String path(String basePath, String model) {
        return basePath + "/responses";
    }

    @Override
    public Map<String, String> authorization(String key) {
        return Map.of("Authorization", "Bearer " + key);
    }

    @Override
    public byte[] body(ChatRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model());
        body.put("input", request.messages().size() == 1 ? request.text() : request.json());
        body.put("max_output_tokens", request.maxTokens());
        body.put("store", false);
        if (request.stream()) {
            body.put("stream", true);
        }
        return AnswerBodies.bytes(body);
    }

    @Override
    public RecordedBody recorded(String json) {
        return RecordedBody.ofResponses(json);
    }

    @Override
    public StreamDecoder newDecoder(EventShapes shapes) {
        return new EventStreamDecoder(new ResponsesEventReader(), shapes);
    }

    @Override
    public WholeAnswer wholeAnswer(byte[] body, int length) {
        JsonNode root = AnswerBodies.tree(body, length);
        if (root == null || !root.path("output").isArray()) {
            return null;
        }
        String reason = AnswerBodies.text(root.path("incomplete_details"), "reason");
        return new WholeAnswer(
                AnswerBodies.text(root, "id"),
                AnswerBodies.text(root, "model"),
                reason == null ? AnswerBodies.text(root, "status") : reason,
                AnswerBodies.usage(root.path("usage"), "input", "output"));
    }
}
