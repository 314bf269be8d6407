package io.tokenweir.simulator.config;

/**
 * What answers say.
 *
 * @param mode of answers to requests that ask for neither tools nor JSON; null: words
 */
public record AnswerConfig(Mode mode) {
    public enum Mode {
        /** Words that the seed and the prompt decide, as many as were asked for. */
        WORDS,
        /** The last user message, up to as many tokens as were asked for. */
        ECHO
    }
}
