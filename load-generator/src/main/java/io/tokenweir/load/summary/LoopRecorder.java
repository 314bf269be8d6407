package io.tokenweir.load.summary;

import io.tokenweir.protocol.outcome.Outcome;

/**
 * What one event loop notes for the summary: nanosecond values in arrays, and counts. Nothing here allocates but a block for
 * each {@link ValueStore#BLOCK} values. Owned by the loop until it has handed everything over with {@link #seal}.
 *
 * <p>Zeros are counted and not kept: where a server writes several tokens at once, most gaps between arrivals are zero.
 */
public final class LoopRecorder {
    private final ValueStore store;
    private final long[][] blocks = new long[Metric.values().length][];
    private final int[] filled = new int[Metric.values().length];
    private final long[] zeros = new long[Metric.values().length];
    private final long[] sums = new long[Metric.values().length];
    private final Counts counts = new Counts();

    LoopRecorder(ValueStore store) {
        this.store = store;
    }

    /** Notes a value; negative ones are zero, being of two readings of one clock. */
    public void value(Metric metric, long nanos) {
        int at = metric.ordinal();
        if (nanos <= 0) {
            zeros[at]++;
            return;
        }
        long[] block = blocks[at];
        if (block == null) {
            block = store.empty();
            blocks[at] = block;
        } else if (filled[at] == ValueStore.BLOCK) {
            block = store.exchange(metric, block);
            blocks[at] = block;
            filled[at] = 0;
        }
        block[filled[at]++] = nanos;
        sums[at] += nanos;
    }

    /** A request was due, and the engine turned to it that late. */
    public void offered(long latenessNanos) {
        counts.offered++;
        value(Metric.LATENESS, latenessNanos);
    }

    /** A request was due, and no virtual user was free. */
    public void dropped() {
        counts.offered++;
        counts.dropped++;
        counts.requests[Outcome.DROPPED.ordinal()]++;
    }

    public void started() {
        counts.started++;
    }

    /** An attempt ended. @param status of the answer; 0 when there was none */
    public void attempt(Outcome outcome, int status, long durationNanos) {
        counts.attempts[outcome.ordinal()]++;
        counts.status(status);
        if (outcome == Outcome.OK) {
            value(Metric.END_TO_END, durationNanos);
        } else if (isRefusal(outcome)) {
            value(Metric.REFUSAL, durationNanos);
        }
    }

    /** Tokens of an attempt: by the server's usage, and deltas that arrived. */
    public void tokens(long input, long output, boolean reported, long arrivals) {
        counts.inputTokens += input;
        counts.outputTokens += output;
        counts.arrivals += arrivals;
        if (reported) {
            counts.arrivalsWithUsage += arrivals;
        }
    }

    /** A request ended. @param good whether it met the scenario's SLOs */
    public void ended(Outcome outcome, int attempts, boolean good) {
        counts.requests[outcome.ordinal()]++;
        counts.retries += Math.max(0, attempts - 1);
        counts.good += good ? 1 : 0;
    }

    /** Hands everything over; nothing may follow. */
    Counts seal() {
        for (Metric metric : Metric.values()) {
            int at = metric.ordinal();
            if (filled[at] > 0) {
                store.takeLast(metric, blocks[at], filled[at]);
            }
            if (zeros[at] > 0) {
                store.takeRepeated(metric, 0, zeros[at]);
            }
            store.addSum(metric, sums[at]);
        }
        return counts;
    }

    /** A refusal by a limit or a quota. */
    static boolean isRefusal(Outcome outcome) {
        return outcome.isRateRefusal() || outcome == Outcome.QUOTA || outcome == Outcome.RATE_DAY;
    }
}
