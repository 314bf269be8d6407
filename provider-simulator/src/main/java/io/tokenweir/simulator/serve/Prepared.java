package io.tokenweir.simulator.serve;

import io.tokenweir.simulator.answer.Answer;

/**
 * What a surface needs to write an answer.
 *
 * @param promptTokens tokens of the prompt, what the format adds included
 * @param cachedTokens how many of them were found in the prefix cache
 * @param snapshot the dated name of the model
 * @param createdSeconds when the answer was made, in seconds since 1970
 */
public record Prepared(Answer answer, int promptTokens, int cachedTokens, String snapshot, long createdSeconds) {}
