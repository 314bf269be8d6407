package io.tokenweir.simulator.answer;

import java.util.List;

/**
 * All that will be said to one request. The engine produces it in steps: step {@code i} is token {@code i} of every
 * choice that is that long. Immutable.
 *
 * @param steps steps that the engine takes
 * @param flaw what is wrong with it on purpose; null: nothing
 */
public record Answer(int steps, List<Choice> choices, Flaw flaw) {

    /** A sound answer. */
    public Answer(int steps, List<Choice> choices) {
        this(steps, choices, null);
    }

    public static Answer of(List<Choice> choices) {
        return new Answer(choices.stream().mapToInt(Choice::tokens).max().orElse(0), choices);
    }

    /** The same answer, with what is wrong with it. */
    Answer with(Flaw flaw) {
        return new Answer(steps, choices, flaw);
    }

    /** Nothing is said, but the prompt has to be read: one step. */
    public static Answer silent() {
        return new Answer(1, List.of());
    }

    /** Tokens of all choices. */
    public int tokens() {
        return tokensAfter(Integer.MAX_VALUE);
    }

    /** Tokens of one kind in all choices. */
    public int tokens(Part.Kind kind) {
        return choices.stream().mapToInt(choice -> choice.tokens(kind)).sum();
    }

    /** Tokens of all choices that exist after {@code steps} steps. */
    public int tokensAfter(int steps) {
        int sum = 0;
        for (Choice choice : choices) {
            sum += Math.min(steps, choice.tokens());
        }
        return sum;
    }
}
