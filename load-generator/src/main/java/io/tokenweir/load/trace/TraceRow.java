package io.tokenweir.load.trace;

/**
 * One recorded request.
 *
 * @param offsetNanos since the first row's instant, before any change of speed; 0 for a row with a weight
 * @param weight how often it is drawn, in proportion to the other rows; 0 for a row with a time
 * @param prefixIds equal ids stand for equal prefixes of 512 tokens; empty when the trace has none
 * @param body the recorded request body, as it stands in the file; null when the trace has lengths only
 */
public record TraceRow(
        long offsetNanos, double weight, int inputTokens, int outputTokens, long[] prefixIds, String body) {
    static final long[] NO_PREFIXES = {};

    static TraceRow lengths(long offsetNanos, int inputTokens, int outputTokens, long[] prefixIds) {
        return new TraceRow(offsetNanos, 0, inputTokens, outputTokens, prefixIds, null);
    }

    static TraceRow timed(long offsetNanos, String body) {
        return new TraceRow(offsetNanos, 0, 0, 0, NO_PREFIXES, body);
    }

    static TraceRow weighted(double weight, String body) {
        return new TraceRow(0, weight, 0, 0, NO_PREFIXES, body);
    }

    /** The same request at another time. */
    TraceRow at(long nanos) {
        return new TraceRow(nanos, weight, inputTokens, outputTokens, prefixIds, body);
    }

    /** Whether it is to be drawn by weight, and not sent at a time. */
    public boolean isWeighted() {
        return weight > 0;
    }
}
