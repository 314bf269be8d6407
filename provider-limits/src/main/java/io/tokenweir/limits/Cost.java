package io.tokenweir.limits;

/**
 * What is known of a request's cost before it is answered.
 *
 * @param input tokens of the prompt
 * @param estimate tokens of the prompt as a provider guesses them from its characters
 * @param maxOutput the most tokens that the answer may have
 * @param streamed whether the answer is a stream
 */
public record Cost(long input, long estimate, long maxOutput, boolean streamed) {}
