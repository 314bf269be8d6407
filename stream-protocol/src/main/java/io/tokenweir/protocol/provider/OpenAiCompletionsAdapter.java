package io.tokenweir.protocol.provider;

import java.util.LinkedHashMap;
import java.util.Map;

/** OpenAI's older Completions: a bare prompt, text in {@code choices[].text}; all else is as in Chat Completions. */
final class OpenAiCompletionsAdapter implements ProviderAdapter {
    private final OpenAiChatAdapter chat = new OpenAiChatAdapter();

    @Override
    public String path(String basePath, String model) {
        return basePath + "/completions";
    }

    @Override
    public Map<String, String> authorization(String key) {
        return chat.authorization(key);
    }

    @Override
    public byte[] body(ChatRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model());
        body.put("prompt", request.text());
        body.put("max_tokens", request.maxTokens());
        return AnswerBodies.bytes(OpenAiChatAdapter.streamed(body, request.stream()));
    }

    @Override
    public RecordedBody recorded(String json) {
        return chat.recorded(json);
    }

    @Override
    public StreamDecoder newDecoder(EventShapes shapes) {
        return chat.newDecoder(shapes);
    }

    @Override
    public WholeAnswer wholeAnswer(byte[] body, int length) {
        return chat.wholeAnswer(body, length);
    }
}
