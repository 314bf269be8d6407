package io.tokenweir.protocol.provider;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What several APIs have in common in bodies that are read or written whole, off the hot path. */
final class AnswerBodies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERROR = "error";

    private AnswerBodies() {}

    /** The JSON object that a body is; null when it is none. */
    static JsonNode tree(byte[] body, int length) {
        try {
            JsonNode node = JSON.readTree(body, 0, length);
            return node != null && node.isObject() ? node : null;
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * What an error body says, in the shapes of OpenAI ({@code error} with type and code), Anthropic (the same, the code in
     * {@code details}), Google ({@code status} for the type), FastAPI ({@code detail} for the message), a text under {@code error},
     * and Azure API Management ({@code statusCode} and {@code message} bare).
     */
    static ErrorBody error(byte[] body, int length) {
        JsonNode root = tree(body, length);
        if (root == null) {
            return ErrorBody.NONE;
        }
        JsonNode error = root.get(ERROR);
        if (error == null || error.isNull()) {
            return errorAt(root);
        }
        return error.isTextual() ? new ErrorBody(null, null, error.textValue(), null) : errorAt(error);
    }

    private static ErrorBody errorAt(JsonNode error) {
        return new ErrorBody(
                first(text(error, "type"), text(error, "status"), text(error, "__type")),
                first(text(error, "code"), text(error.path("details"), "error_code"), null),
                first(text(error, "message"), text(error, "detail"), null),
                text(error, "param"));
    }

    private static String first(String one, String two, String three) {
        return one != null ? one : two != null ? two : three;
    }

    /** A scalar member as text; null when there is none. */
    static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
    }

    /**
     * OpenAI's count of tokens, under the names that an API gives to what goes in and what comes out; null when there is none.
     */
    static Usage usage(JsonNode usage, String in, String out) {
        if (!usage.isObject()) {
            return null;
        }
        return new Usage(
                usage.path(in + "_tokens").asLong(),
                usage.path(in + "_tokens_details").path("cached_tokens").asLong(),
                usage.path(out + "_tokens").asLong(),
                usage.path(out + "_tokens_details").path("reasoning_tokens").asLong());
    }

    static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("A request body could not be written as JSON.", e);
        }
    }
}
