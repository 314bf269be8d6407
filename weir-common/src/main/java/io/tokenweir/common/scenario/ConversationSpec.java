package io.tokenweir.common.scenario;

/**
 * A conversation that each iteration holds: every turn sends all that was said before, the model's own answers included.
 *
 * @param turns requests of a conversation
 * @param system tokens of the system message; 0: none
 * @param turnTokens tokens of each message of the user
 */
public record ConversationSpec(LengthSpec turns, Integer system, LengthSpec turnTokens) {
    private static final int TURNS = 5;
    private static final int TURN_TOKENS = 64;

    public ConversationSpec {
        turns = turns == null ? LengthSpec.constant(TURNS) : turns;
        system = system == null ? Integer.valueOf(0) : system;
        turnTokens = turnTokens == null ? LengthSpec.constant(TURN_TOKENS) : turnTokens;
        if (system < 0) {
            throw new IllegalArgumentException("'system' is a number of tokens, 0 or more");
        }
    }
}
