package io.tokenweir.protocol.provider;

/**
 * One request for a completion.
 *
 * @param prompt text of the one user message
 * @param maxTokens most output tokens wanted
 * @param stream whether the answer is to be streamed, with usage at its end
 */
public record ChatRequest(String model, String prompt, int maxTokens, boolean stream) {}
