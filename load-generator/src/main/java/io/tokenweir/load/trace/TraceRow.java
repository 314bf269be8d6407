package io.tokenweir.load.trace;

/**
 * One recorded request.
 *
 * @param offsetNanos since the first row's instant, before any change of speed
 * @param prefixIds equal ids stand for equal prefixes of 512 tokens; empty when the trace has none
 * @param body the recorded request body; null when the trace has lengths only
 */
public record TraceRow(long offsetNanos, int inputTokens, int outputTokens, long[] prefixIds, byte[] body) {
    static final long[] NO_PREFIXES = {};
}
