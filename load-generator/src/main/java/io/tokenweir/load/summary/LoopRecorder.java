package io.tokenweir.load.summary;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import io.tokenweir.common.outcome.Refusal;
import io.tokenweir.protocol.outcome.Outcome;

/**
 * What one event loop notes for the summary: nanosecond values in arrays, and counts. Owned by the loop, which hands over with
 * {@link #cut}, each second, what became known in it; so a value can be held against the meter's health in that second, beside
 * the second that its request was due in.
 *
 * <p>Zeros are counted and not kept: where a server writes several tokens at once, most gaps between arrivals are zero.
 */
public final class LoopRecorder {
    private static final Set<Outcome> REFUSALS = Arrays.stream(Outcome.values())
            .filter(outcome -> Refusal.of(outcome.name()) != null)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Outcome.class)));

    private final ValueStore store;
    private final long[][] pieces = new long[Metric.values().length][];
    private final int[] filled = new int[Metric.values().length];
    private final SecondCounts zeros = new SecondCounts(Metric.values().length);
    private final Counts total = new Counts();
    private final SecondCounts bySecond = new SecondCounts(Counted.values().length);
    private Counts counts = new Counts();
    private SecondValues now = new SecondValues();

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
            zeros(metric, second, 1);
            return;
        }
        long[] piece = pieces[at];
        if (piece == null || filled[at] == ValueStore.PIECE) {
            handOver(metric);
            piece = store.empty();
            pieces[at] = piece;
        }
        piece[filled[at]++] = Tagged.of(nanos, second);
        now.sums[at] += nanos;
    }

    /** Notes as many values of zero. */
    public void zeros(Metric metric, int second, int count) {
        zeros.add(metric.ordinal(), second, count);
        now.zeros[metric.ordinal()] += count;
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

    /** A request ended with a lesser answer. */
    public void degraded() {
        counts.degraded++;
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

    /** What an attempt cost. @param wasted that it was not answered */
    public void cost(long pico, boolean wasted) {
        counts.costPico += pico;
        counts.wastedCostPico += wasted ? pico : 0;
    }

    /** A request ended. @param good whether it met the scenario's SLOs */
    public void ended(int second, Outcome outcome, int attempts, boolean good) {
        count(Counted.ANSWERED, second, outcome == Outcome.OK ? 1 : 0);
        count(Counted.GOOD, second, good ? 1 : 0);
        counts.requests[outcome.ordinal()]++;
        counts.retries += Math.max(0, attempts - 1);
        counts.good += good ? 1 : 0;
    }

    /** A second is over: hands over what became known in it. */
    SecondValues cut() {
        for (Metric metric : Metric.values()) {
            handOver(metric);
        }
        SecondValues over = now;
        over.counts = counts;
        total.add(counts);
        now = new SecondValues();
        counts = new Counts();
        return over;
    }

    /** Hands over what no second has, as of an unhealthy one; nothing may follow. */
    Counts seal() {
        store.take(cut(), false);
        store.takeZeros(zeros);
        return total;
    }

    private void handOver(Metric metric) {
        int at = metric.ordinal();
        if (filled[at] > 0) {
            now.pieces.add(new SecondValues.Piece(metric, pieces[at], filled[at]));
            pieces[at] = null;
            filled[at] = 0;
        }
    }

    /** What was counted by second; to be read with what {@link #seal} gives. */
    SecondCounts bySecond() {
        return bySecond;
    }

    private void count(Counted what, int second, long number) {
        bySecond.add(what.ordinal(), second, number);
    }

    /** A refusal, as every page counts them. */
    public static boolean isRefusal(Outcome outcome) {
        return REFUSALS.contains(outcome);
    }
}
