package io.tokenweir.protocol.provider;

/**
 * Token counts by the server's own account, from 0 to a billion each: what lies outside is no count, and would make sums and
 * costs overflow.
 *
 * @param inputTokens with the cached ones
 * @param outputTokens with the reasoning ones
 */
public record Usage(long inputTokens, long cachedInputTokens, long outputTokens, long reasoningTokens) {
    static final long MOST = 1_000_000_000L;

    public Usage {
        inputTokens = bounded(inputTokens);
        cachedInputTokens = bounded(cachedInputTokens);
        outputTokens = bounded(outputTokens);
        reasoningTokens = bounded(reasoningTokens);
    }

    private static long bounded(long tokens) {
        return Math.max(0, Math.min(MOST, tokens));
    }
}
