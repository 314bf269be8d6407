package io.tokenweir.simulator.config;

/**
 * What makes latencies of hosted models heavy-tailed. Zeros switch each part off.
 *
 * @param ttftSigma spread of a log-normal factor on prefill: one draw per replica (BATCHING) or per request (FIXED)
 * @param stallShare share of the streams that stall once
 * @param stallMinMillis shortest stall
 * @param stallMaxMillis longest stall
 * @param coalesceTokens most tokens that leave together; a stream draws 1 to that many for each of its chunks
 * @param reasoningMedianTokens median of the hidden tokens decoded before the first visible one
 * @param reasoningSigma spread of their log-normal distribution
 * @param daySwing time of day: all times are longer by up to this share at 15:00 UTC and shorter by it at 03:00
 */
public record TailConfig(
        double ttftSigma,
        double stallShare,
        double stallMinMillis,
        double stallMaxMillis,
        int coalesceTokens,
        double reasoningMedianTokens,
        double reasoningSigma,
        double daySwing) {

    /** No tail. */
    public static TailConfig none() {
        return new TailConfig(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Whether streams are held back after the engine has timed them. */
    public boolean holdsBack() {
        return stallShare > 0 || coalesceTokens > 1;
    }
}
