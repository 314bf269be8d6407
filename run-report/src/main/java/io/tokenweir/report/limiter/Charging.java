package io.tokenweir.report.limiter;

/** What a call costs a limiter, and when. */
public enum Charging {
    /** One, whatever its size. */
    ONE_A_CALL("one a call"),
    /** The prompt and {@code max_tokens} beforehand, and it stays so. */
    PROMPT_AND_MAX_TOKENS("prompt + max_tokens beforehand, kept"),
    /** The prompt and {@code max_tokens} beforehand, corrected to the use at the end. */
    PROMPT_AND_MAX_TOKENS_SETTLED("prompt + max_tokens beforehand, settled afterwards"),
    /** The larger of the prompt and {@code max_tokens} beforehand, and it stays so. */
    LARGER_OF_BOTH("the larger of prompt and max_tokens beforehand, kept"),
    /** The larger of the two beforehand, and what was not used is given back. */
    LARGER_OF_BOTH_SETTLED("the larger of prompt and max_tokens beforehand, settled afterwards"),
    /** The prompt beforehand, and nothing else. */
    PROMPT("the prompt beforehand"),
    /** The prompt beforehand, the answer when it is there. */
    PROMPT_THEN_ANSWER("the prompt beforehand, the answer afterwards"),
    /** {@code max_tokens} beforehand, and it stays so. */
    MAX_TOKENS("max_tokens beforehand, kept"),
    /** {@code max_tokens} beforehand, corrected to the answer's length. */
    MAX_TOKENS_SETTLED("max_tokens beforehand, settled afterwards"),
    /** Nothing beforehand; the use is added when it is known. */
    AFTERWARDS("the use, afterwards");

    private final String words;

    Charging(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** What must be there for a call of a dimension to pass. */
    double asked(Dimension dimension, Call call) {
        return this == AFTERWARDS ? 1 : Math.max(1, beforehand(dimension, call));
    }

    /** What an admitted call takes at once. */
    double beforehand(Dimension dimension, Call call) {
        return switch (this) {
            case ONE_A_CALL -> 1;
            case PROMPT_AND_MAX_TOKENS, PROMPT_AND_MAX_TOKENS_SETTLED -> call.prompt + call.shape.max();
            case LARGER_OF_BOTH, LARGER_OF_BOTH_SETTLED -> Math.max(call.prompt, call.shape.max());
            case PROMPT, PROMPT_THEN_ANSWER -> call.prompt;
            case MAX_TOKENS, MAX_TOKENS_SETTLED -> call.shape.max();
            case AFTERWARDS -> 0;
        };
    }

    /** By how much the charge changes when the call has ended. */
    double afterwards(Dimension dimension, Call call) {
        return switch (this) {
            case ONE_A_CALL -> dimension == Dimension.CONCURRENCY ? -1 : 0;
            case PROMPT_AND_MAX_TOKENS, LARGER_OF_BOTH, PROMPT, MAX_TOKENS -> 0;
            case PROMPT_AND_MAX_TOKENS_SETTLED, MAX_TOKENS_SETTLED -> call.output - call.shape.max();
            case LARGER_OF_BOTH_SETTLED -> Math.min(0, call.prompt + call.output - beforehand(dimension, call));
            case PROMPT_THEN_ANSWER -> call.output;
            case AFTERWARDS ->
                switch (dimension) {
                    case INPUT_TOKENS -> call.prompt;
                    case OUTPUT_TOKENS -> call.output;
                    default -> call.prompt + call.output;
                };
        };
    }
}
