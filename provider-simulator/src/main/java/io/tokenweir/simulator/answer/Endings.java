package io.tokenweir.simulator.answer;

import java.util.List;

/** Answers that end otherwise than they would have. */
public final class Endings {
    private static final String REFUSAL = "I'm sorry, but I can't help with that.";

    private Endings() {}

    /** The model declines. */
    public static Answer refused(int choices, int maxTokens) {
        TextTokens words = TextTokens.of(REFUSAL).first(maxTokens);
        return Answer.of(java.util.Collections.nCopies(
                choices, new Choice(List.of(new Part(Part.Kind.REFUSAL, null, words)), Ending.REFUSAL, null)));
    }

    /** A filter stops the answer. */
    public static Answer filtered(Answer answer) {
        return new Answer(
                answer.steps(),
                answer.choices().stream()
                        .map(choice -> new Choice(choice.parts(), Ending.CONTENT_FILTER, null))
                        .toList(),
                answer.flaw());
    }
}
