package io.tokenweir.simulator.answer;

/**
 * One stretch of a choice.
 *
 * @param name of the called tool; null for everything else
 */
public record Part(Kind kind, String name, Tokens tokens) {
    /** What the tokens are. */
    public enum Kind {
        REASONING,
        TEXT,
        REFUSAL,
        /** The tokens are the call's arguments, as JSON. */
        TOOL_CALL
    }

    public static Part text(Tokens tokens) {
        return new Part(Kind.TEXT, null, tokens);
    }
}
