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
    private final SecondCounts zeros = new SecondCounts(Metric.values().length);
    private final long[] sums = new long[Metric.values().length];
    private final Counts counts = new Counts();
    private final SecondCounts bySecond = new SecondCounts(Counted.values().length);

    LoopRecorder(ValueStore store) {
        this.store = store;
    }

    /**
     * Notes a value; negative ones are zero, being of two readings of one clock.
     *
     * @param second of the measured span that its request was due in, here and below; from 0
     */
    public void value(Metric metric, int second, long nanos) {
        int at = metric.ordinal();
        if (nanos <= 0) {
            zeros.add(at, second, 1);
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
        block[filled[at]++] = Tagged.of(nanos, second);
        sums[at] += nanos;
    }

    /** A request was due, and the engine turned to it that late. */
    public void offered(int second, long latenessNanos) {
        counts.offered++;
        count(Counted.OFFERED, second, 1);
        value(Metric.LATENESS, second, latenessNanos);
    }

    /** A request was due, and no virtual user was free. */
    public void dropped(int second) {
        counts.offered++;
        counts.dropped++;
        count(Counted.OFFERED, second, 1);
        count(Counted.DROPPED, second, 1);
        counts.requests[Outcome.DROPPED.ordinal()]++;
    }

    public void started(int second) {
        counts.started++;
        count(Counted.STARTED, second, 1);
    }

    /** An attempt ended. @param status of the answer; 0 when there was none */
    public void attempt(int second, Outcome outcome, int status, long durationNanos) {
        counts.attempts[outcome.ordinal()]++;
        counts.status(status);
        count(Counted.ATTEMPTS, second, 1);
        if (outcome == Outcome.OK) {
            value(Metric.END_TO_END, second, durationNanos);
        } else if (isRefusal(outcome)) {
            count(Counted.REFUSED, second, 1);
            value(Metric.REFUSAL, second, durationNanos);
        }
    }

    /** What an attempt that was not answered said of itself; the first of each outcome is kept. */
    public void evidence(Outcome outcome, String text) {
        counts.evidence(outcome, text);
    }

    /** Tokens of an attempt: by the server's usage, and deltas that arrived. */
    public void tokens(int second, long input, long output, boolean reported, long arrivals) {
        count(Counted.ARRIVALS, second, arrivals);
        count(Counted.OUTPUT_TOKENS, second, output);
        counts.inputTokens += input;
        counts.outputTokens += output;
        counts.arrivals += arrivals;
        if (reported) {
            counts.arrivalsWithUsage += arrivals;
        }
    }

    /** A request ended. @param good whether it met the scenario's SLOs */
    public void ended(int second, Outcome outcome, int attempts, boolean good) {
        count(Counted.ANSWERED, second, outcome == Outcome.OK ? 1 : 0);
        count(Counted.GOOD, second, good ? 1 : 0);
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
            store.addSum(metric, sums[at]);
        }
        store.takeZeros(zeros);
        return counts;
    }

    /** What was counted by second; to be read with what {@link #seal} gives. */
    SecondCounts bySecond() {
        return bySecond;
    }

    private void count(Counted what, int second, long number) {
        bySecond.add(what.ordinal(), second, number);
    }

    /** A refusal by a limit or a quota. */
    static boolean isRefusal(Outcome outcome) {
        return outcome.isRateRefusal() || outcome == Outcome.QUOTA || outcome == Outcome.RATE_DAY;
    }
}
