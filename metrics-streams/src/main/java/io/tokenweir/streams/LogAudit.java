package io.tokenweir.streams;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.Vantage;
import io.tokenweir.streams.SourceProgress.Feed;
import io.tokenweir.streams.Sums.Amount;
import io.tokenweir.streams.Sums.Latency;

/**
 * What stage 1 notes of the log itself: sequence numbers that are missing or came twice, dead letters, and how late ticks
 * reached the broker. It stands in the series that has all records of a branch: RUN, PROVISIONING, and the SYSTEM series
 * without a source, which exists only when there is something to say.
 *
 * <p>A record counts in the second of its own event time, so that a replay of the log gives the same figures again. What
 * names no usable second waits in {@link RunProgress} for the next one that closes.
 */
final class LogAudit {
    private static final long NANOS_PER_MICRO = 1000;

    private final StateMap<WindowId, Sums> windows;

    LogAudit(StateMap<WindowId, Sums> windows) {
        this.windows = windows;
    }

    /** The second that a tick or an end marker tells of, which ends at its time. */
    static long secondBefore(EventHeader header) {
        return WindowId.startOf(header.getEventTimeMicros() - 1, 1);
    }

    /** Takes the number of a record; answers why the record must not be counted, or null. */
    String sequence(
            RunRef ref, SourceProgress source, SourceId id, Vantage vantage, long seq, Feed feed, long secondMicros) {
        long change = source.sequence(feed).accept(seq);
        if (change == 0) {
            return null;
        }
        Sums sums = sums(ref, vantage, secondMicros);
        if (change == SequenceTracker.DUPLICATE) {
            sums.add(Amount.DUPLICATE_RECORDS, 1);
            return "the sequence number " + seq + " was seen before (instance " + id.instance() + ", epoch "
                    + id.epoch() + "): the record came twice";
        }
        sums.add(Amount.MISSING_RECORDS, change);
        return null;
    }

    /** A record of a known run that cannot be counted, although its header is fine; a dead letter, whatever its number. */
    void refused(RunRef ref, SourceProgress source, Vantage vantage, long seq, Feed feed, long secondMicros) {
        Sums sums = sums(ref, vantage, secondMicros);
        sums.add(Amount.DEAD_LETTERS, 1);
        long change = source.sequence(feed).accept(seq);
        sums.add(Amount.MISSING_RECORDS, change == SequenceTracker.DUPLICATE ? 0 : change);
    }

    /**
     * A record of a known run whose header names no usable second.
     *
     * @param source null when it is not known either
     */
    void refused(RunProgress run, SourceProgress source, long seq, Feed feed) {
        if (source != null && EventChecks.isNumber(seq)) {
            long change = source.sequence(feed).accept(seq);
            run.pendingMissing += change == SequenceTracker.DUPLICATE ? 0 : change;
        }
        run.pendingDeadLetters++;
    }

    void tick(RunRef ref, Vantage vantage, long boundaryMicros, long appendMicros) {
        sums(ref, vantage, WindowId.startOf(boundaryMicros - 1, 1))
                .record(Latency.TICK_LAG, Math.max(0, appendMicros - boundaryMicros) * NANOS_PER_MICRO);
    }

    boolean hasPending(RunProgress run) {
        return run.pendingDeadLetters != 0 || run.pendingMissing != 0 || run.pendingUnreadable != 0;
    }

    /** Puts what waited into a second that is about to be handed on. */
    void settle(RunRef ref, RunProgress run, long secondMicros) {
        Sums sums = sums(ref, run.vantages.iterator().next(), secondMicros);
        sums.add(Amount.DEAD_LETTERS, run.pendingDeadLetters);
        sums.add(Amount.MISSING_RECORDS, run.pendingMissing);
        sums.add(Amount.UNREADABLE_RECORDS, run.pendingUnreadable);
        run.pendingDeadLetters = 0;
        run.pendingMissing = 0;
        run.pendingUnreadable = 0;
    }

    private Sums sums(RunRef ref, Vantage vantage, long secondMicros) {
        return windows.alter(
                new WindowId(ref, 1, secondMicros, SeriesId.ofLog(ref.branch(), vantage)), id -> new Sums());
    }
}
