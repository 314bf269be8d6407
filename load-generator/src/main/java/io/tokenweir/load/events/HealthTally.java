package io.tokenweir.load.events;

import io.tokenweir.events.Verdict;

/** Seconds of a run by verdict. Thread-safe. */
public final class HealthTally {
    private int valid;
    private int suspect;
    private int invalid;
    private int failedEvents;

    synchronized void add(Verdict verdict) {
        if (verdict == Verdict.VALID) {
            valid++;
        } else if (verdict == Verdict.SUSPECT) {
            suspect++;
        } else {
            invalid++;
        }
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
