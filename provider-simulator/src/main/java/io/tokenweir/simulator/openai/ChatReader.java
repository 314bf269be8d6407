package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.answer.TokenCounter;
import io.tokenweir.simulator.api.Effort;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.http.Request;

/**
 * Reads requests for chat completions.
 *
 * @param obfuscation whether chunks are padded unless the request says otherwise
 * @param parameters those that a request may have
 * @param models what each of them takes
 */
record ChatReader(boolean azure, boolean obfuscation, Parameters parameters, ModelParameters models)
        implements Function<Request, CompletionRequest> {
    private static final int MOST_CHOICES = 128;
    private static final double MOST_TEMPERATURE = 2;

    @Override
    public CompletionRequest apply(Request request) {
        JsonNode json = Fields.body(request);
        parameters.check(Parameters.Endpoint.CHAT, json);
        String model = Fields.model(request, json);
        models.checkChat(model, json);
        Messages messages = Messages.read(json.path("messages"));
        boolean stream = Fields.flag(json, "stream", false);
        Fields.decimal(json, "temperature", 0, MOST_TEMPERATURE);
        Fields.decimal(json, "top_p", 0, 1);
        Fields.words(json, json.path("reasoning_effort"), "reasoning_effort");
        Wishes wishes = Tools.read(json, Wishes.text(messages.question()), messages.answersCall())
                .times(Fields.integer(json, "n", 1, MOST_CHOICES, 1))
                .thinking(Effort.tokens(json.path("reasoning_effort").asText("none")))
                .in(format(json.path("response_format"), messages));
        List<String> texts = new ArrayList<>(messages.texts());
        if (!wishes.tools().isEmpty()) {
            texts.add(json.get("tools").toString());
        }
        ServedRequest served = new ServedRequest(
                model,
                List.copyOf(texts),
                TokenCounter.chatOverhead(messages.texts().size()),
                "messages",
                stream,
                Fields.maxTokens(json, List.of("max_completion_tokens", "max_tokens")),
                Fields.stops(json.path("stop")),
                json.path("seed").asLong(0),
                wishes);
        JsonNode options = StreamOptions.of(json, stream);
        return new CompletionRequest(
                true,
                azure,
                served,
                options.path("include_usage").asBoolean(false),
                stream && options.path("include_obfuscation").asBoolean(obfuscation),
                Logprobs.ofChat(json),
                List.of());
    }

    private static Wishes.Format format(JsonNode format, Messages messages) {
        if (Fields.absent(format)) {
            return Wishes.Format.TEXT;
        }
        return switch (format.path("type").asText("")) {
            case "text" -> Wishes.Format.TEXT;
            case "json_object" -> {
                if (messages.texts().stream()
                        .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("json"))) {
                    throw ServedError.invalid(
                            "messages",
                            "'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                                    + " 'json_object'.");
                }
                yield new Wishes.Format(true, null);
            }
            case "json_schema" -> {
                JsonNode schema = format.at("/json_schema/schema");
                if (!format.at("/json_schema/name").isTextual()) {
                    throw Fields.missing("response_format.json_schema.name");
                }
                yield new Wishes.Format(true, schema.isObject() ? schema : null);
            }
            default ->
                throw Fields.wrongValue(
                        "response_format.type",
                        format.path("type").asText(""),
                        "'json_object', 'json_schema', and 'text'");
        };
    }
}
