package io.tokenweir.protocol.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request as it was recorded, ready to be sent again. What a run decides for itself (the model, streaming with usage,
 * and the output tokens if it wants other ones) is cut out of the text once; all other fields stay character by character
 * what they were, so that no number or escape is written anew. Giving it a model is then a matter of joining bytes.
 *
 * <p>Immutable, thread-safe.
 */
public final class RecordedBody {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STREAM_OPTIONS = "stream_options";
    private static final String NEWER_LIMIT = "max_completion_tokens";
    private static final String LIMIT = "max_tokens";
    private static final String RESPONSES_LIMIT = "max_output_tokens";
    private static final List<String> LIMITS = List.of(NEWER_LIMIT, RESPONSES_LIMIT, LIMIT);
    private static final Set<String> CHOICES = Set.of("n", "best_of");
    private static final Set<String> DECIDED =
            Set.of("model", "stream", STREAM_OPTIONS, NEWER_LIMIT, RESPONSES_LIMIT, LIMIT);

    private final byte[] others;
    private final String streamOptions;
    private final String limits;
    private final String limitName;
    private final int maxTokens;
    private final int choices;

    private RecordedBody(
            String others, Map<String, String> decided, int choices, String usualLimit, boolean usageOption)
            throws IOException {
        this.choices = choices;
        this.others = others.getBytes(StandardCharsets.UTF_8);
        String recordedOptions = decided.get(STREAM_OPTIONS);
        String options = usageOption ? withUsage(recordedOptions) : recordedOptions;
        this.streamOptions = options == null ? "" : ",\"" + STREAM_OPTIONS + "\":" + options;
        this.limitName =
                LIMITS.stream().filter(decided::containsKey).findFirst().orElse(usualLimit);
        StringBuilder text = new StringBuilder();
        for (String name : LIMITS) {
            if (decided.containsKey(name)) {
                text.append(",\"" + name + "\":").append(decided.get(name));
            }
        }
        this.limits = text.toString();
        this.maxTokens =
                Math.max(0, JSON.readTree(decided.getOrDefault(limitName, "0")).asInt(0));
    }

    /**
     * A body of OpenAI's Chat Completions.
     *
     * @throws IllegalArgumentException unless the text is one JSON object; the message does not quote it
     */
    public static RecordedBody of(String json) {
        return of(json, LIMIT, true);
    }

    /** A body of Anthropic's Messages, which always sends usage. */
    static RecordedBody ofMessages(String json) {
        return of(json, LIMIT, false);
    }

    /** A body of OpenAI's Responses, which always sends usage. */
    static RecordedBody ofResponses(String json) {
        return of(json, RESPONSES_LIMIT, false);
    }

    private static RecordedBody of(String json, String usualLimit, boolean usageOption) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The recorded body is no JSON object.");
            }
            StringBuilder others = new StringBuilder(json.length());
            Map<String, String> decided = new LinkedHashMap<>();
            int choices = 1;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                int from = offset(parser.currentTokenLocation().getCharOffset());
                parser.nextToken();
                int value = offset(parser.currentTokenLocation().getCharOffset());
                if (CHOICES.contains(name) && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    choices = (int) Math.max(choices, Math.min(Integer.MAX_VALUE, parser.getLongValue()));
                }
                parser.skipChildren();
                parser.finishToken();
                int end = offset(parser.currentLocation().getCharOffset());
                if (DECIDED.contains(name)) {
                    decided.put(name, json.substring(value, end).strip());
                } else {
                    others.append(',').append(json, from, end);
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("The recorded body is more than one JSON object.");
            }
            return new RecordedBody(others.toString(), decided, choices, usualLimit, usageOption);
        } catch (IOException e) {
            // without the cause: it would quote the body
            throw new IllegalArgumentException("The recorded body is not JSON.");
        }
    }

    /** Answers that the server makes to it: the larger of {@code n} and {@code best_of}, 1 when neither is asked for. */
    public int choices() {
        return choices;
    }

    /** Most output tokens that the recording asked for of one answer; 0 when it set no limit. */
    public int maxTokens() {
        return maxTokens;
    }

    /** Bytes that it holds in memory, roughly. */
    public int size() {
        return others.length;
    }

    /**
     * The body to send.
     *
     * @param wantedTokens most output tokens, under the name that the recording uses; 0: as recorded
     */
    public byte[] with(String model, int wantedTokens) {
        String limit = wantedTokens == 0 ? limits : ",\"" + limitName + "\":" + wantedTokens;
        byte[] head = ("{\"model\":" + quoted(model) + ",\"stream\":true" + streamOptions + limit)
                .getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + others.length + 1];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(others, 0, body, head.length, others.length);
        body[body.length - 1] = '}';
        return body;
    }

    private static String withUsage(String recorded) throws IOException {
        JsonNode node = recorded == null ? null : JSON.readTree(recorded);
        ObjectNode options = node instanceof ObjectNode object ? object : JSON.createObjectNode();
        return options.put("include_usage", true).toString();
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException("A model's name could not be written as JSON.", e);
        }
    }

    private static int offset(long charOffset) {
        return Math.toIntExact(charOffset);
    }
}
