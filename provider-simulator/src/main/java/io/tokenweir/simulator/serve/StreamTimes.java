package io.tokenweir.simulator.serve;

import java.util.Arrays;

import io.tokenweir.simulator.engine.Sequence;

/**
 * When the tokens of one answer existed and when they were written. Nanoseconds; -1 where there was no such instant. A
 * token's lateness is the time from its due instant to the return of its write. Not thread-safe.
 */
final class StreamTimes {
    private final long receivedNanos;
    private final TokenTimes each;
    private Sequence<?> sequence;
    /** Due instants of the tokens of this round that the client can see. */
    private long[] due = new long[2];

    private int dueCount;
    private long roundLatenessNanos;
    private long firstNanos = -1;
    private long lastNanos = -1;
    private long firstDueNanos = -1;
    private long maxLatenessNanos;
    private long flushSpanNanos;

    /**
     * @param receivedNanos when the request was read
     * @param each takes the instants of all tokens; null: they are not wanted
     */
    StreamTimes(long receivedNanos, TokenTimes each) {
        this.receivedNanos = receivedNanos;
        this.each = each;
    }

    void sequence(Sequence<?> timed) {
        sequence = timed;
    }

    /** A token exists. */
    void exists(long dueNanos) {
        firstDueNanos = firstDueNanos < 0 ? dueNanos : firstDueNanos;
    }

    /** A token that the client can see joins the round. */
    void joins(long dueNanos) {
        due = dueCount == due.length ? Arrays.copyOf(due, 2 * dueCount) : due;
        due[dueCount++] = dueNanos;
    }

    /** The due instant of the round's first token; of a round without one, that of the answer's first. */
    long roundDueNanos() {
        return dueCount > 0 ? due[0] : firstDueNanos;
    }

    /** The round's tokens were kept back: the answer leaves whole, at its end. */
    void held() {
        roundLatenessNanos = 0;
        dueCount = 0;
    }

    /** The round's tokens have left by {@code now}; with {@code lastOnly}, in one piece that its last token decides about. */
    void written(long now, boolean lastOnly) {
        roundLatenessNanos = 0;
        long since = now - receivedNanos;
        for (int i = lastOnly ? Math.max(0, dueCount - 1) : 0; i < dueCount; i++) {
            long late = now - due[i];
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

    /** A round that it had a part in took so long from its first write to its last. */
    void flushed(long spanNanos) {
        flushSpanNanos = Math.max(flushSpanNanos, spanNanos);
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
