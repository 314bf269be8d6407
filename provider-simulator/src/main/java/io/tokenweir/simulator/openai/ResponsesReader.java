package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.answer.TokenCounter;
import io.tokenweir.simulator.api.Effort;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.api.Wishes;
import io.tokenweir.simulator.http.Request;

/** Reads requests for a response. */
final class ResponsesReader {
    private static final double MOST_TEMPERATURE = 2;

    private final List<String> texts = new ArrayList<>();
    private String question = "";
    private boolean answersCall;

    private final int leastOutputTokens;

    /**
     * @param before what was said before
     * @param leastOutputTokens the shortest answer that can be asked for
     */
    ResponsesReader(ResponseStore.Thread before, int leastOutputTokens) {
        texts.addAll(before.texts());
        question = before.question();
        this.leastOutputTokens = leastOutputTokens;
    }

    /** @param store where the response will be kept; null: nowhere */
    ResponsesRequest read(Request request, JsonNode json, boolean obfuscation, String project, ResponseStore store) {
        String model = Fields.model(request, json);
        readInput(json.path("input"));
        ResponseStore.Thread thread = new ResponseStore.Thread(List.copyOf(texts), question);
        if (json.hasNonNull("instructions")) {
            texts.add(0, Fields.content(json.get("instructions"), "instructions"));
        }
        boolean stream = Fields.flag(json, "stream", false);
        Fields.decimal(json, "temperature", 0, MOST_TEMPERATURE);
        Fields.decimal(json, "top_p", 0, 1);
        Fields.words(json, json.at("/reasoning/effort"), "reasoning.effort");
        Fields.oneOf(json.path("truncation"), "truncation", List.of("auto", "disabled"));
        Wishes wishes = Tools.read(json, Wishes.text(question), answersCall)
                .thinking(Effort.tokens(json.at("/reasoning/effort").asText("none")))
                .in(format(json.at("/text/format")));
        int messages = texts.size();
        if (!wishes.tools().isEmpty()) {
            texts.add(json.get("tools").toString());
        }
        ServedRequest served = new ServedRequest(
                model,
                List.copyOf(texts),
                TokenCounter.chatOverhead(messages),
                "input",
                stream,
                Fields.integer(json, "max_output_tokens", leastOutputTokens, Integer.MAX_VALUE, -1),
                List.of(),
                0,
                wishes);
        boolean padded = json.at("/stream_options/include_obfuscation").asBoolean(obfuscation);
        boolean summary = !Fields.absent(json.at("/reasoning/summary"));
        return new ResponsesRequest(
                served, json, summary, stream && padded, project, request.body().length, thread, store);
    }

    private void readInput(JsonNode input) {
        if (Fields.absent(input)) {
            throw Fields.missing("input");
        }
        if (input.isTextual()) {
            question = input.asText();
            texts.add(question);
            return;
        }
        if (!input.isArray() || input.isEmpty()) {
            throw Fields.wrongType("input", "a string or an array of items");
        }
        for (int i = 0; i < input.size(); i++) {
            readItem(input.get(i), "input[" + i + "]");
        }
    }

    private void readItem(JsonNode item, String at) {
        String type = item.path("type").asText("message");
        answersCall = type.equals("function_call_output");
        switch (type) {
            case "message" -> {
                String role = item.path("role").asText("");
                if (!List.of("user", "assistant", "system", "developer").contains(role)) {
                    throw Fields.wrongValue(at + ".role", role, "'assistant', 'system', 'developer', and 'user'");
                }
                String text = Fields.content(item.path("content"), at + ".content");
                texts.add(text);
                question = role.equals("user") ? text : question;
            }
            case "function_call" ->
                texts.add(item.path("name").asText("") + item.path("arguments").asText(""));
            case "function_call_output" -> texts.add(Fields.content(item.path("output"), at + ".output"));
            default -> texts.add(item.path("summary").path(0).path("text").asText(""));
        }
    }

    private Wishes.Format format(JsonNode format) {
        return switch (format.path("type").asText("text")) {
            case "text" -> Wishes.Format.TEXT;
            case "json_object" -> new Wishes.Format(true, null);
            case "json_schema" -> {
                if (!format.path("schema").isObject()) {
                    throw Fields.missing("text.format.schema");
                }
                yield new Wishes.Format(true, format.get("schema"));
            }
            default -> throw ServedError.invalid("text.format.type", "invalid_value", "Invalid 'text.format.type'.");
        };
    }
}
