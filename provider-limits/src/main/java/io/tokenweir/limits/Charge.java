package io.tokenweir.limits;

/** What a request costs a token limit at the moment when it is admitted. */
public enum Charge {
    /** The larger of {@code max_tokens} and an estimate from the prompt's characters: OpenAI. */
    MAX_OF_ESTIMATE_AND_MAX_TOKENS,
    /** The prompt and {@code max_tokens}: Azure OpenAI, Bedrock. */
    PROMPT_PLUS_MAX_TOKENS,
    /** The prompt: Anthropic's input tokens, API Management with {@code estimate-prompt-tokens}. */
    PROMPT,
    /** The prompt if the answer is streamed, else nothing: API Management without {@code estimate-prompt-tokens}. */
    PROMPT_IF_STREAMED,
    /** The prompt, which is counted at once but passes as long as anything is left. */
    PROMPT_UNASKED,
    /** Nothing; it passes as long as anything is left, and its use is added when it has ended: most gateways. */
    AFTERWARDS,
    /** Nothing; it passes as long as anything is left, and the answer is added as it is produced: Anthropic's output. */
    AS_PRODUCED;

    /** Tokens that are taken at admission. */
    public long atAdmission(Cost cost) {
        return switch (this) {
            case MAX_OF_ESTIMATE_AND_MAX_TOKENS -> Math.max(cost.maxOutput(), cost.estimate());
            case PROMPT_PLUS_MAX_TOKENS -> cost.input() + cost.maxOutput();
            case PROMPT, PROMPT_UNASKED -> cost.input();
            case PROMPT_IF_STREAMED -> cost.streamed() ? cost.input() : 0;
            case AFTERWARDS, AS_PRODUCED -> 0;
        };
    }

    /** Tokens that must be there for the request to pass: at least one where its use is not known yet. */
    long asked(Cost cost) {
        return switch (this) {
            case MAX_OF_ESTIMATE_AND_MAX_TOKENS, PROMPT_PLUS_MAX_TOKENS -> atAdmission(cost);
            case PROMPT, PROMPT_IF_STREAMED -> Math.max(1, atAdmission(cost));
            case PROMPT_UNASKED, AFTERWARDS, AS_PRODUCED -> 1;
        };
    }
}
