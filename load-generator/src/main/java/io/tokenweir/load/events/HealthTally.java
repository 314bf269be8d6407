package io.tokenweir.load.events;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.events.Verdict;
import io.tokenweir.load.summary.MeterWindow;

/** Seconds of a run by verdict. Thread-safe. */
public final class HealthTally {
    private int valid;
    private int suspect;
    private int invalid;
    private int failedEvents;
    private final List<MeterWindow> windows = new ArrayList<>();

    synchronized void add(Verdict verdict) {
        if (verdict == Verdict.VALID) {
            valid++;
        } else if (verdict == Verdict.SUSPECT) {
            suspect++;
        } else {
            invalid++;
        }
    }

    /** Keeps the second for the summary. */
    synchronized void window(long boundaryMicros, Judgement judgement) {
        windows.add(new MeterWindow(boundaryMicros, judgement));
    }

    /** The seconds that are kept, in order: all of them until some are forgotten. */
    public synchronized List<MeterWindow> windows() {
        return List.copyOf(windows);
    }

    /** Seconds that ended by then are of no segment that is still open. */
    public synchronized void forgetUntil(long micros) {
        windows.removeIf(window -> window.endMicros() <= micros);
    }

    synchronized void failed() {
        failedEvents++;
    }

    public synchronized int valid() {
        return valid;
    }

    public synchronized int suspect() {
        return suspect;
    }

    public synchronized int invalid() {
        return invalid;
    }

    /** Events that found no room in our own queue, or could not be encoded. */
    public synchronized int failedEvents() {
        return failedEvents;
    }
}
