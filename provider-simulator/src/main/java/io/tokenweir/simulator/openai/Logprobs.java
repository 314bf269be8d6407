package io.tokenweir.simulator.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.simulator.answer.Choice;
import io.tokenweir.simulator.answer.Part;
import io.tokenweir.simulator.answer.Tokens;
import io.tokenweir.simulator.api.ServedError;
import io.tokenweir.simulator.http.Json;

/**
 * Log probabilities of an answer's tokens: made up from their text and place, so that the same answer always has the same
 * ones, and falling from one candidate to the next.
 */
final class Logprobs {
    /** No log probabilities are wanted. */
    static final int NONE = -1;

    private static final int MOST_CANDIDATES = 20;
    private static final int MOST_LEGACY = 5;
    /** What the model might have said instead. */
    private static final List<String> OTHERS = List.of(
            " the", " a", " of", " and", " to", " in", " it", " is", " for", " on", " as", " with", " by", " at",
            " from", " or", " an", " be", " so");

    private Logprobs() {}

    /** How many candidates a chat wants to see of each token; {@link #NONE} when it wants no probabilities. */
    static int ofChat(JsonNode json) {
        boolean wanted = Fields.flag(json, "logprobs", false);
        int candidates = Fields.integer(json, "top_logprobs", 0, MOST_CANDIDATES, NONE);
        if (!wanted && candidates != NONE) {
            throw ServedError.invalid(
                    "top_logprobs", "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.");
        }
        return wanted ? Math.max(0, candidates) : NONE;
    }

    /** The same for a legacy completion. */
    static int ofCompletion(JsonNode json) {
        return Fields.integer(json, "logprobs", 0, MOST_LEGACY, NONE);
    }

    /** Of token {@code i} alone, for its chunk of a chat. */
    static String chunk(Part part, int i, int candidates) {
        return Json.text(of(part.kind(), List.of(token(text(part.tokens(), i), i, candidates))));
    }

    /** Of all visible tokens of a choice of a chat. */
    static Map<String, Object> whole(Choice choice, int candidates) {
        List<Map<String, Object>> tokens = new ArrayList<>();
        Part.Kind kind = choice.has(Part.Kind.REFUSAL) ? Part.Kind.REFUSAL : Part.Kind.TEXT;
        for (Part part : choice.parts()) {
            for (int i = 0; part.kind() == kind && i < part.tokens().count(); i++) {
                tokens.add(token(text(part.tokens(), i), i, candidates));
            }
        }
        return of(kind, tokens);
    }

    /** Of tokens {@code from} to {@code to} of a text, as legacy completions write them. */
    static Map<String, Object> legacy(Tokens tokens, int from, int to, int candidates) {
        List<String> said = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        List<Map<String, Double>> top = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        for (int i = 0; i < to; i++) {
            String text = text(tokens, i);
            if (i >= from) {
                said.add(text);
                probabilities.add(logprob(text, i, 0));
                offsets.add(offset);
                Map<String, Double> others = new LinkedHashMap<>();
                for (int rank = 0; rank < candidates; rank++) {
                    others.put(candidate(text, rank), logprob(text, i, rank));
                }
                top.add(others);
            }
            offset += text.length();
        }
        Map<String, Object> logprobs = new LinkedHashMap<>();
        logprobs.put("tokens", said);
        logprobs.put("token_logprobs", probabilities);
        logprobs.put("top_logprobs", candidates == 0 ? null : top);
        logprobs.put("text_offset", offsets);
        return logprobs;
    }

    private static Map<String, Object> of(Part.Kind kind, List<Map<String, Object>> tokens) {
        Map<String, Object> logprobs = new LinkedHashMap<>();
        logprobs.put("content", kind == Part.Kind.REFUSAL ? null : tokens);
        logprobs.put("refusal", kind == Part.Kind.REFUSAL ? tokens : null);
        return logprobs;
    }

    private static Map<String, Object> token(String text, int i, int candidates) {
        Map<String, Object> token = entry(text, logprob(text, i, 0));
        List<Map<String, Object>> top = new ArrayList<>();
        for (int rank = 0; rank < candidates; rank++) {
            top.add(entry(candidate(text, rank), logprob(text, i, rank)));
        }
        token.put("top_logprobs", top);
        return token;
    }

    private static Map<String, Object> entry(String text, double logprob) {
        List<Integer> bytes = new ArrayList<>();
        for (byte each : text.getBytes(UTF_8)) {
            bytes.add(each & 0xFF);
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("token", text);
        entry.put("logprob", logprob);
        entry.put("bytes", bytes);
        return entry;
    }

    /** The token itself is the likeliest. */
    private static String candidate(String text, int rank) {
        if (rank == 0) {
            return text;
        }
        String other = OTHERS.get(rank - 1);
        return other.equals(text) ? " that" : other;
    }

    /** From -0.0001 to about -0.7 for what was said, and one less for each candidate behind it. */
    private static double logprob(String text, int i, int rank) {
        int spread = Math.floorMod(31 * text.hashCode() + i, 7_000);
        return -(1 + spread) / 10_000.0 - rank;
    }

    private static String text(Tokens tokens, int i) {
        try {
            return Json.MAPPER.readValue('"' + new String(tokens.bytes(i), UTF_8) + '"', String.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
