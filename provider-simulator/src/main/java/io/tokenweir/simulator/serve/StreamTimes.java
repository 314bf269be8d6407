package io.tokenweir.simulator.serve;

import java.util.Arrays;

import io.tokenweir.simulator.engine.Sequence;

/**
 * When the tokens of one answer existed and when they were written. Nanoseconds; -1 where there was no such instant. A
 * token's lateness is the time from its due instant to the return of its write. Not thread-safe.
 */
final class StreamTimes {
    private final long receivedNanos;
    private final Punctuality punctuality;
    private final TokenTimes each;
    private Sequence<?> sequence;
    /** Due instants of the tokens of this round. */
    private long[] due = new long[1];

    private int dueCount;
    private int shown;
    private int roundTokens;
    private int roundLate;
    private long roundLatenessNanos;
    private long firstNanos = -1;
    private long lastNanos = -1;
    private long firstDueNanos = -1;
    private long maxLatenessNanos;
    private long flushSpanNanos;
    private boolean saturated;

    /**
     * @param receivedNanos when the request was read
     * @param punctuality tells what is late
     * @param each takes the instants of all tokens; null: they are not wanted
     */
    StreamTimes(long receivedNanos, Punctuality punctuality, TokenTimes each) {
        this.receivedNanos = receivedNanos;
        this.punctuality = punctuality;
        this.each = each;
    }

    void sequence(Sequence<?> timed) {
        sequence = timed;
    }

    /** A token exists. */
    void exists(long dueNanos) {
        firstDueNanos = firstDueNanos < 0 ? dueNanos : firstDueNanos;
    }

    /** A token joins the round. */
    void joins(long dueNanos) {
        due = dueCount == due.length ? Arrays.copyOf(due, 2 * dueCount) : due;
        due[dueCount++] = dueNanos;
    }

    /** The client can see token {@code i} of the round. */
    void shows(int i) {
        due[shown++] = due[i];
    }

    /** Of the round's tokens, the client sees no others than those told. */
    void showsNoMore() {
        dueCount = shown;
        shown = 0;
    }

    /** The due instant of the round's first token; of a round without one, that of the answer's first. */
    long roundDueNanos() {
        return dueCount > 0 ? due[0] : firstDueNanos;
    }

    /** The round's tokens were kept back: the answer leaves whole, at its end. */
    void held() {
        beginRound();
        dueCount = 0;
    }

    private void beginRound() {
        roundTokens = 0;
        roundLate = 0;
        roundLatenessNanos = 0;
    }

    /** The round's tokens have left by {@code now}; with {@code lastOnly}, in one piece that its last token decides about. */
    void written(long now, boolean lastOnly) {
        beginRound();
        long since = now - receivedNanos;
        for (int i = lastOnly ? Math.max(0, dueCount - 1) : 0; i < dueCount; i++) {
            long late = now - due[i];
            roundTokens++;
            roundLate += punctuality.isLate(late) ? 1 : 0;
            roundLatenessNanos = Math.max(roundLatenessNanos, late);
            if (each != null) {
                each.add(since, late);
            }
        }
        maxLatenessNanos = Math.max(maxLatenessNanos, roundLatenessNanos);
        if (dueCount > 0) {
            firstNanos = firstNanos < 0 ? since : firstNanos;
            lastNanos = since;
        }
        dueCount = 0;
    }

    /**
     * A round that it had a part in has ended.
     *
     * @param spanNanos from the round's first write to its last
     * @param limits whether the simulator is what limits
     */
    void flushed(long spanNanos, boolean limits) {
        flushSpanNanos = Math.max(flushSpanNanos, spanNanos);
        saturated |= limits && roundLate > 0;
    }

    /** Whether a token was late while the simulator was what limited. */
    boolean saturated() {
        return saturated;
    }

    /** Since the request, to the first token as written. */
    long firstNanos() {
        return firstNanos;
    }

    /** Since the request, to the last token as written. */
    long lastNanos() {
        return lastNanos;
    }

    long maxLatenessNanos() {
        return maxLatenessNanos;
    }

    /** The longest flush span of a round that this answer had a part in. */
    long flushSpanNanos() {
        return flushSpanNanos;
    }

    /** Tokens of the last round. */
    int roundTokens() {
        return roundTokens;
    }

    /** How many of them were late. */
    int roundLate() {
        return roundLate;
    }

    long roundLatenessNanos() {
        return roundLatenessNanos;
    }

    /** The instants of single tokens; null: not wanted. */
    TokenTimes each() {
        return each;
    }

    /** Time from the request's arrival at the engine until it got its place; -1 when it never did. */
    long queueNanos() {
        return sequence.startedNanos() < 0 ? -1 : sequence.startedNanos() - sequence.submittedNanos();
    }

    /** Time from there to the instant at which the first token existed; -1 when none did. */
    long prefillNanos() {
        return firstDueNanos < 0 ? -1 : firstDueNanos - sequence.startedNanos();
    }
}
