package io.tokenweir.streams;

import java.util.TreeMap;

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

    SeriesTotals() {
        this(new Sums(), new Sums());
    }

    SeriesTotals(Sums cumulative, Sums trusted) {
        this.cumulative = cumulative;
        this.trusted = trusted;
    }

    /** A window of one second has become final. */
    void count(Verdict verdict, Sums window) {
        windows++;
        cumulative.merge(window);
        if (verdict == Verdict.VALID || verdict == Verdict.SUSPECT) {
            trusted.mergeLatencies(window);
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

    void cover(long startMicros, long endMicros) {
        firstWindowMicros = Math.min(firstWindowMicros, startMicros);
        lastWindowEndMicros = Math.max(lastWindowEndMicros, endMicros);
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
