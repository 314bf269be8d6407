package io.tokenweir.protocol.provider;

/**
 * Token counts by the server's own account.
 *
 * @param inputTokens with the cached ones
 * @param outputTokens with the reasoning ones
 */
public record Usage(long inputTokens, long cachedInputTokens, long outputTokens, long reasoningTokens) {}
