package io.tokenweir.tap.watch;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a request asks for, from its body.
 *
 * @param model empty when the body names none
 * @param maxTokens 0 when the body names none
 * @param asked text of the last message in the user's role; only hashes of it may leave this process
 */
record RequestFacts(String model, int maxTokens, String asked) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MOST = List.of("max_tokens", "max_completion_tokens", "max_output_tokens");
    private static final List<String> CONVERSATIONS = List.of("messages", "input", "prompt");

    /** Of something that is no JSON object. */
    static final RequestFacts UNKNOWN = new RequestFacts("", 0, "");

    static RequestFacts read(byte[] body, int length) {
        try {
            JsonNode json = JSON.readTree(body, 0, length);
            int most = 0;
            for (String name : MOST) {
                most = Math.max(most, json.path(name).asInt(0));
            }
            return new RequestFacts(json.path("model").asText(""), most, asked(json));
        } catch (IOException e) {
            // the provider will say so
            return UNKNOWN;
        }
    }

    private static String asked(JsonNode json) {
        StringBuilder text = new StringBuilder();
        for (String name : CONVERSATIONS) {
            JsonNode conversation = json.path(name);
            JsonNode last = conversation;
            for (JsonNode message : conversation) {
                if (message.path("role").asText().equals("user")) {
                    last = message.path("content");
                }
            }
            texts(last, text);
        }
        return text.toString();
    }

    private static void texts(JsonNode node, StringBuilder text) {
        if (node.isTextual()) {
            text.append(node.textValue()).append('\n');
        } else if (node.isArray()) {
            node.forEach(part -> texts(part.isObject() ? part.path("text") : part, text));
        }
    }
}
