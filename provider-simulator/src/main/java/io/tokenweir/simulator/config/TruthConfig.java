package io.tokenweir.simulator.config;

/**
 * What the request log holds, and when the simulator calls itself the limit.
 *
 * @param tokens whether it has the instant and the lateness of every token
 * @param keptInMemory newest requests that the admin API can give; 0: 10,000
 * @param saturatedMillis a token is late when it is written later than this after it was due; 0: 10. While more than one in a
 *     hundred is, the simulator is what limits, and the requests with late tokens are {@code saturated}
 */
public record TruthConfig(boolean tokens, int keptInMemory, double saturatedMillis) {
    private static final int KEPT = 10_000;
    private static final double SATURATED_MILLIS = 10;

    public TruthConfig {
        keptInMemory = keptInMemory == 0 ? KEPT : keptInMemory;
        saturatedMillis = saturatedMillis == 0 ? SATURATED_MILLIS : saturatedMillis;
    }

    /** Without single tokens. */
    public static TruthConfig usual() {
        return new TruthConfig(false, 0, 0);
    }

    public long saturatedNanos() {
        return Math.round(saturatedMillis * 1e6);
    }
}
