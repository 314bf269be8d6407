package io.tokenweir.protocol.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Chat Completions as Azure OpenAI serves them: the model is a deployment and part of the path, the version of the API is in
 * the query, the key in {@code api-key}. A base URL that ends in {@code /v1} means Azure's newer API, which has the model in
 * the body only and needs no version.
 */
final class AzureOpenAiAdapter implements ProviderAdapter {
    private static final String LAST_DATED_VERSION = "2024-10-21";

    private final OpenAiChatAdapter chat = new OpenAiChatAdapter();
    private final String apiVersion;

    /** @param apiVersion as the scenario names it; null for the default */
    AzureOpenAiAdapter(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    @Override
    public String path(String basePath, String model) {
        if (basePath.endsWith("/v1")) {
            return basePath + "/chat/completions" + (apiVersion == null ? "" : "?api-version=" + encoded(apiVersion));
        }
        String deployments = basePath.endsWith("/openai") ? basePath : basePath + "/openai";
        return deployments + "/deployments/" + encoded(model) + "/chat/completions?api-version="
                + encoded(apiVersion == null ? LAST_DATED_VERSION : apiVersion);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public Map<String, String> authorization(String key) {
        return Map.of("api-key", key);
    }

    @Override
    public byte[] body(ChatRequest request) {
        return chat.body(request);
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
