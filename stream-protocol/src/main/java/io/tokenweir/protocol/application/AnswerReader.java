package io.tokenweir.protocol.application;

import java.util.LinkedHashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.tokenweir.protocol.provider.Usage;

/**
 * Reads what an application says, one JSON value or one piece of text after the other, and remembers what the meter needs of
 * an answer. Not thread-safe.
 */
final class AnswerReader {
    /** Of an answer's text, what conditions are looked for in: patterns are looked for on the event loop. */
    private static final int TEXT_CHARS = 16 * 1024;

    private final ApplicationForm form;
    private final boolean keepsText;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> marks = new LinkedHashSet<>();
    private boolean anyText;
    private String model;
    private Usage usage;

    AnswerReader(ApplicationForm form) {
        this.form = form;
        this.keepsText = form.conditions().stream().anyMatch(condition -> condition.text() != null);
    }

    void reset() {
        text.setLength(0);
        marks.clear();
        anyText = false;
        model = null;
        usage = null;
    }

    /**
     * Takes the next event, or the whole answer.
     *
     * @param json null where it is none
     * @return whether it holds text of the answer
     */
    boolean take(String raw, JsonNode json) {
        for (Condition condition : form.conditions()) {
            if (condition.holdsIn(json)) {
                marks.add(condition.mark());
            }
        }
        if (json != null) {
            model = model == null && form.model() != null
                    ? emptyAsNull(form.model().text(json))
                    : model;
            JsonNode counts = form.usage() == null ? null : form.usage().first(json);
            usage = counts == null || !counts.isObject() ? usage : usage(counts);
        }
        String said = form.answer().isWhole()
                ? raw
                : json == null ? "" : form.answer().text(json);
        if (said.isEmpty()) {
            return false;
        }
        anyText = true;
        if (keepsText && text.length() < TEXT_CHARS) {
            text.append(said, 0, Math.min(said.length(), TEXT_CHARS - text.length()));
        }
        return true;
    }

    /** The answer is over: what is looked for in its whole text. */
    void end() {
        if (keepsText) {
            String whole = text.toString();
            for (Condition condition : form.conditions()) {
                if (condition.holdsIn(whole)) {
                    marks.add(condition.mark());
                }
            }
        }
    }

    private static String emptyAsNull(String said) {
        return said.isEmpty() ? null : said;
    }

    /** By the names that OpenAI, Anthropic, Google and the usual SDKs give to what goes in and what comes out. */
    private static Usage usage(JsonNode counts) {
        return new Usage(
                count(counts, "prompt_tokens", "input_tokens", "inputTokens", "promptTokens", "promptTokenCount"),
                0,
                count(
                        counts,
                        "completion_tokens",
                        "output_tokens",
                        "outputTokens",
                        "completionTokens",
                        "candidatesTokenCount"),
                0);
    }

    private static long count(JsonNode counts, String... names) {
        for (String name : names) {
            if (counts.path(name).isNumber()) {
                return counts.path(name).asLong();
            }
        }
        return 0;
    }

    boolean anyText() {
        return anyText;
    }

    /** Which of the scenario's conditions held. */
    Set<String> marks() {
        return Set.copyOf(marks);
    }

    /** Null when the answer named none. */
    String model() {
        return model;
    }

    /** Null when the answer gave none. */
    Usage usage() {
        return usage;
    }
}
