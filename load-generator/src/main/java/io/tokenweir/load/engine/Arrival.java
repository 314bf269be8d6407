package io.tokenweir.load.engine;

import io.tokenweir.load.prompt.Prompt;

/**
 * One arrival of an open load model.
 *
 * @param offsetNanos intended start since the start of the run
 * @param number position in the whole schedule
 */
public record Arrival(long offsetNanos, long number, Prompt prompt, int maxTokens) {}
