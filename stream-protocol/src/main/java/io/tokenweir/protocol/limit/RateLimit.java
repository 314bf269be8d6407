package io.tokenweir.protocol.limit;

/**
 * One limit as the headers of an answer tell it.
 *
 * @param axis what is counted, in the vendor's word: requests, tokens, input-tokens …
 * @param limit size of the bucket; negative when it was not told
 * @param remaining what is left of it; negative when it was not told
 * @param resetNanos time until it is full, or until the window ends; negative when it was not told
 */
public record RateLimit(String axis, double limit, double remaining, long resetNanos) {}
