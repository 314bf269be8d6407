package io.tokenweir.simulator.answer;

import io.tokenweir.simulator.api.ServedRequest;

/** Decides what is said to a request. The same request always gets the same answer. Thread-safe. */
@FunctionalInterface
public interface AnswerMaker {
    /** @param maxTokens most tokens of one choice */
    Answer answer(ServedRequest request, int maxTokens);
}
