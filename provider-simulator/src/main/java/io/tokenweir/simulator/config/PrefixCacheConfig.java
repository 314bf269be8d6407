package io.tokenweir.simulator.config;

/**
 * The cache of prompt beginnings.
 *
 * @param blockTokens tokens in a block, the smallest part that can be found again; 0: there is no cache
 * @param minTokens hits of fewer tokens count as none
 */
public record PrefixCacheConfig(int blockTokens, int minTokens) {
    /** No cache. */
    public static PrefixCacheConfig none() {
        return new PrefixCacheConfig(0, 0);
    }

    /** Whether there is a cache. */
    public boolean isOn() {
        return blockTokens > 0;
    }
}
