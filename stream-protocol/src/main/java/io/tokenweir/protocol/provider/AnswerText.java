package io.tokenweir.protocol.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The answer's text in the bytes of a stream or of a whole JSON body, for whoever must send it back: the content that a user
 * would see, whichever of the known APIs sent it. Slow beside a {@link StreamDecoder}; not for the measured path. Pure.
 */
public final class AnswerText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerText() {}

    /** Lines of a stream that are no JSON are passed over: the decoder has judged them. */
    public static String of(byte[] answer, int length) {
        JsonNode whole = AnswerBodies.tree(answer, length);
        return whole == null ? streamed(answer, length) : whole(whole);
    }

    private static String streamed(byte[] stream, int length) {
        StringBuilder text = new StringBuilder();
        new String(stream, 0, length, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data:"))
                .forEach(line -> text.append(delta(line.substring("data:".length()))));
        return text.toString();
    }

    private static String delta(String data) {
        try {
            JsonNode event = JSON.readTree(data);
            JsonNode choice = event.path("choices").path(0);
            return switch (event.path("type").asText()) {
                case "content_block_delta" -> event.at("/delta/text").asText("");
                case "response.output_text.delta" -> event.path("delta").asText("");
                default ->
                    choice.has("text")
                            ? choice.path("text").asText("")
                            : choice.at("/delta/content").asText("");
            };
        } catch (IOException e) {
            return "";
        }
    }

    /** The first choice of OpenAI's APIs; Anthropic's blocks of text; the texts of the Responses API's messages. */
    private static String whole(JsonNode body) {
        JsonNode choice = body.path("choices").path(0);
        if (!choice.isMissingNode()) {
            return choice.has("text") ? choice.path("text").asText("") : content(choice.at("/message/content"));
        }
        StringBuilder text = new StringBuilder(content(body.path("content")));
        body.path("output").forEach(item -> text.append(content(item.path("content"))));
        return text.toString();
    }

    /** A text, or the texts of a list of parts; parts without one, such as thinking, are not what a user sees. */
    private static String content(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText("")));
        return text.toString();
    }
}
