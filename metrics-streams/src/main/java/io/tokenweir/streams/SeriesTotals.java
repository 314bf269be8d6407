package io.tokenweir.streams;

import java.util.TreeMap;

import io.tokenweir.common.health.ErrorBounds;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.events.KeyStats;
import io.tokenweir.events.Verdict;

/** One series over the whole run so far. */
final class SeriesTotals {
    /** A window whose first result is out although it may still get another one. */
    record Span(int seconds, long startMicros) implements Comparable<Span> {
        @Override
        public int compareTo(Span other) {
            int order = Integer.compare(seconds, other.seconds);
            return order != 0 ? order : Long.compare(startMicros, other.startMicros);
        }
    }

    final Sums cumulative;

    /** Latencies of the windows that were valid or suspect. */
    final Sums trusted;

    final TreeMap<Span, Integer> revisions = new TreeMap<>();
    long firstWindowMicros = Long.MAX_VALUE;
    long lastWindowEndMicros = Long.MIN_VALUE;
    int windows;
    int validWindows;
    int suspectWindows;
    int invalidWindows;

    /** The worst of the windows in {@link #trusted}; null when nobody told. */
    ErrorBounds trustedErrors;

    /** Open requests at the ends of the windows, added up. */
    long inFlightSeconds;

    int maxInFlight;

    /** Spread over keys in the run, by input partition: what one says replaces what it said before. */
    final TreeMap<Integer, KeyStats> keysByInput = new TreeMap<>();

    /** From the first window with an event to the last: what rates of the run are per. */
    long activeFromMicros = Long.MAX_VALUE;

    long activeUntilMicros = Long.MIN_VALUE;

    SeriesTotals() {
        this(new Sums(), new Sums());
    }

    SeriesTotals(Sums cumulative, Sums trusted) {
        this.cumulative = cumulative;
        this.trusted = trusted;
    }

    /** A window of one second has become final. */
    void count(Judgement judgement, OpenWindow window) {
        Verdict verdict = judgement.verdict();
        windows++;
        cumulative.merge(window.sums);
        inFlightSeconds += window.inFlight;
        maxInFlight = Math.max(maxInFlight, window.inFlight);
        if (verdict == Verdict.VALID || verdict == Verdict.SUSPECT) {
            trusted.mergeLatencies(window.sums);
            trustedErrors = ErrorBounds.worse(trustedErrors, judgement.errors());
        }
        switch (verdict) {
            case VALID -> validWindows++;
            case SUSPECT -> suspectWindows++;
            case INVALID -> invalidWindows++;
            case UNKNOWN -> {
                // counted among the windows only
            }
        }
    }

    void cover(long startMicros, long endMicros, Sums sums) {
        firstWindowMicros = Math.min(firstWindowMicros, startMicros);
        lastWindowEndMicros = Math.max(lastWindowEndMicros, endMicros);
        if (sums.hasEvents()) {
            activeFromMicros = Math.min(activeFromMicros, startMicros);
            activeUntilMicros = Math.max(activeUntilMicros, endMicros);
        }
    }

    /** Of all input partitions; null when none told. */
    KeyStats keys() {
        return keysByInput.values().stream().reduce(null, KeySpreads::merge);
    }

    /** Seconds from the first window with an event to the end of the last; 0 when there was none. */
    double activeSeconds() {
        return activeFromMicros > activeUntilMicros ? 0 : (activeUntilMicros - activeFromMicros) / 1e6;
    }

    /** Open requests, mean over the ends of the windows; null when there was none. */
    Double meanInFlight() {
        return windows == 0 ? null : (Double) ((double) inFlightSeconds / windows);
    }

    /** Revision of the first regular result of a window: 0 unless something of it is out already. */
    int firstRevision(int seconds, long startMicros) {
        Span span = new Span(seconds, startMicros);
        return revisions.containsKey(span) ? revisions.merge(span, 1, Integer::sum) : 0;
    }

    /** Revision of an additive correction. */
    int correctionRevision(int seconds, long startMicros) {
        return revisions.merge(new Span(seconds, startMicros), 1, Integer::sum);
    }

    /** Remembers that revision 0 is out before the window's end had come. */
    void markEarly(int seconds, long startMicros) {
        revisions.putIfAbsent(new Span(seconds, startMicros), 0);
    }
}
