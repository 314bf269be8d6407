package io.tokenweir.common.scenario;

/**
 * What is asked: either built, or recorded.
 *
 * @param tokens tokens of content, exact by the tokenizer; 0 with a file, whose bodies have their own lengths
 * @param distinct how many different prompts to build; requests take turns
 * @param file recorded bodies with weights, one JSON object a line, of which each request draws one; null: prompts are built
 * @param skipBadRows count rows of the file that do not parse, and go on
 */
public record PromptSpec(Integer tokens, Integer distinct, String file, Boolean skipBadRows) {
    static final PromptSpec DEFAULT = new PromptSpec(null, null, null, null);

    public PromptSpec {
        if (file != null && (tokens != null || distinct != null)) {
            throw new IllegalArgumentException(
                    "a prompt with a 'file' is recorded, so 'tokens' and 'distinct' mean nothing;"
                            + " take them out, or the file");
        }
        if (file == null && skipBadRows != null) {
            throw new IllegalArgumentException("'skipBadRows' of a prompt needs a 'file'");
        }
        tokens = tokens != null ? tokens : file == null ? 128 : 0;
        distinct = distinct == null ? 64 : distinct;
        skipBadRows = skipBadRows != null && skipBadRows;
    }
}
