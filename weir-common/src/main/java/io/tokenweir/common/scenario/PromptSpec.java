package io.tokenweir.common.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is asked: built to a length, the user's own texts, a template filled with data, or recorded bodies.
 *
 * @param length tokens of content, exact by the tokenizer; the scenario's key is {@code tokens}
 * @param distinct how many different prompts to build, or at most to take from a file of texts or data; requests take turns
 * @param texts file of the user's own texts: one a line, or JSON lines ({@code .jsonl}) of strings or objects with a
 *     {@code text}
 * @param template text with places <code>{{column}}</code>
 * @param data file with the columns of the template: CSV with a head line, or JSON lines ({@code .jsonl})
 * @param file recorded bodies with weights, one JSON object a line, of which each request draws one
 * @param skipBadRows count rows of {@code file} that do not parse, and go on
 */
public record PromptSpec(
        @JsonProperty("tokens") LengthSpec length,
        Integer distinct,
        String texts,
        String template,
        String data,
        String file,
        Boolean skipBadRows) {
    static final PromptSpec DEFAULT = new PromptSpec(null, null, null, null, null, null, null);
    private static final int USUAL_TOKENS = 128;
    private static final int USUAL_DISTINCT = 64;
    private static final int MOST_FROM_A_FILE = 10_000;

    public PromptSpec {
        int ways = (length == null ? 0 : 1)
                + (texts == null ? 0 : 1)
                + (template == null ? 0 : 1)
                + (file == null ? 0 : 1);
        if (file != null && (length != null || distinct != null)) {
            throw new IllegalArgumentException(
                    "a prompt with a 'file' is recorded, so 'tokens' and 'distinct' mean nothing;"
                            + " take them out, or the file");
        }
        if (ways > 1) {
            throw new IllegalArgumentException(
                    "a prompt is one of 'tokens', 'texts', 'template' and 'file'; take the others out");
        }
        if (template == null != (data == null)) {
            throw new IllegalArgumentException("a prompt's 'template' and 'data' belong together");
        }
        if (file == null && skipBadRows != null) {
            throw new IllegalArgumentException("'skipBadRows' of a prompt needs a 'file'");
        }
        boolean written = texts != null || template != null;
        if (length == null && file == null && !written) {
            length = LengthSpec.constant(USUAL_TOKENS);
        }
        distinct = distinct != null ? distinct : written ? MOST_FROM_A_FILE : USUAL_DISTINCT;
        skipBadRows = skipBadRows != null && skipBadRows;
    }

    /** Prompts of one length. */
    public static PromptSpec built(int tokens, int distinct) {
        return new PromptSpec(LengthSpec.constant(tokens), distinct, null, null, null, null, null);
    }

    /** Whether it is built to a length; else it has the lengths of the user's texts or bodies. */
    public boolean isBuilt() {
        return length != null;
    }

    /** Usual tokens of content, for estimates; 0 when only the texts or bodies know. */
    public int tokens() {
        return length == null ? 0 : length.typical();
    }
}
