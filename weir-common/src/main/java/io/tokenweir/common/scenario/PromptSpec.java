package io.tokenweir.common.scenario;

/**
 * What is asked.
 *
 * @param tokens tokens of content, exact by the tokenizer
 * @param distinct how many different prompts to build; virtual users take turns
 */
public record PromptSpec(Integer tokens, Integer distinct) {
    static final PromptSpec DEFAULT = new PromptSpec(null, null);

    public PromptSpec {
        tokens = tokens == null ? 128 : tokens;
        distinct = distinct == null ? 64 : distinct;
    }
}
