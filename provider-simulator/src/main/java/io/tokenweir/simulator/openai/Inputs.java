package io.tokenweir.simulator.openai;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.answer.TextTokens;
import io.tokenweir.simulator.api.ServedError;

/** Reads inputs that are a text, an array of texts, an array of tokens, or an array of arrays of tokens. */
final class Inputs {
    private Inputs() {}

    /** Each input as a text. */
    static List<String> texts(JsonNode input, String name) {
        if (Fields.absent(input)) {
            throw Fields.missing(name);
        }
        if (input.isTextual()) {
            return List.of(input.asText());
        }
        if (!input.isArray() || input.isEmpty()) {
            throw wrong(name);
        }
        if (input.get(0).isInt()) {
            return List.of(TextTokens.textOf(numbers(input, name)));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : input) {
            if (each.isTextual()) {
                texts.add(each.asText());
            } else if (each.isArray()) {
                texts.add(TextTokens.textOf(numbers(each, name)));
            } else {
                throw wrong(name);
            }
        }
        return texts;
    }

    private static List<Integer> numbers(JsonNode tokens, String name) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode token : tokens) {
            if (!token.isInt()) {
                throw wrong(name);
            }
            numbers.add(token.asInt());
        }
        return numbers;
    }

    private static ServedError wrong(String name) {
        return ServedError.invalid(
                name,
                "Invalid '" + name
                        + "': expected a string, an array of strings, an array of integers, or an array of arrays of"
                        + " integers.");
    }
}
