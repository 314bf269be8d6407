package io.tokenweir.simulator.answer;

import java.util.List;

import io.tokenweir.simulator.api.ServedRequest;

/** Answers with words, as many as were asked for. */
public final class WordAnswers implements AnswerMaker {
    private final long providerSeed;

    public WordAnswers(long providerSeed) {
        this.providerSeed = providerSeed;
    }

    @Override
    public Answer answer(ServedRequest request, int maxTokens) {
        WordWalk words = WordWalk.of(WordWalk.seed(providerSeed, request), maxTokens, request.stop());
        Ending ending = words.stopped() ? Ending.STOP_SEQUENCE : request.maxTokens() < 0 ? Ending.STOP : Ending.LENGTH;
        return Answer.of(List.of(new Choice(List.of(Part.text(words)), ending)));
    }
}
