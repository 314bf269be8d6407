package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.common.health.ErrorBounds;
import io.tokenweir.common.health.MeterHealths;
import io.tokenweir.common.health.Validity;
import io.tokenweir.common.health.Validity.Finding;
import io.tokenweir.common.health.Validity.Judgement;
import io.tokenweir.events.KeyStats;
import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;
import io.tokenweir.histogram.ExponentialHistogram;

/** A window that still grows: of one second by partials, of ten or sixty by the seconds in it. */
final class OpenWindow {
    final Sums sums;
    boolean complete = true;

    /** Of the seconds in it; unused in a window of one second. */
    MeterHealth health;

    Verdict verdict = Verdict.VALID;
    ErrorBounds errors;
    int inFlight;

    /** Sum of {@link #inFlight} over the seconds. */
    long inFlightSeconds;

    /** Most of {@link #inFlight} over the seconds. */
    int maxInFlight;

    int seconds;

    /** Spread over keys; null when nobody told. */
    KeyStats keys;

    long clockSpreadMicros = ClockWatch.UNKNOWN;
    final TreeMap<String, Integer> secondsByRule = new TreeMap<>();

    OpenWindow() {
        this(new Sums());
    }

    OpenWindow(Sums sums) {
        this.sums = sums;
    }

    /** Takes in one second that has become final. */
    void roll(OpenWindow second, SecondNote note, Judgement judgement) {
        sums.merge(second.sums);
        complete &= second.complete && note.complete();
        health = MeterHealths.worse(health, note.health());
        inFlight = second.inFlight;
        inFlightSeconds += second.inFlight;
        maxInFlight = Math.max(maxInFlight, second.inFlight);
        clockSpreadMicros = Math.max(clockSpreadMicros, note.clockSpreadMicros());
        seconds++;
        verdict = Validity.worse(verdict, judgement.verdict());
        for (Finding finding : judgement.findings()) {
            secondsByRule.merge(finding.rule(), 1, Integer::sum);
        }
        errors = ErrorBounds.worse(errors, judgement.errors());
    }

    /** Open requests, mean over the ends of the seconds; null when there was none. */
    Double meanInFlight() {
        return seconds == 0 ? null : (double) inFlightSeconds / seconds;
    }

    /**
     * Open requests by Little's law, L = &lambda;W: requests ended per second times their mean time from the intended start.
     * Counted from other events than {@link #meanInFlight}; the two agree while the load is steady.
     */
    Double littleInFlight() {
        return littleInFlight(sums, seconds);
    }

    static Double littleInFlight(Sums sums, int seconds) {
        ExponentialHistogram times = sums.get(Sums.Latency.END_TO_END_INTENDED);
        return seconds == 0 || times == null ? null : times.sumNanos() / 1e9 / seconds;
    }

    /** The worst of the seconds, and in how many of them each bound was passed. */
    Judgement judgement() {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Integer> rule : secondsByRule.entrySet()) {
            String sentence = rule.getKey() + " in " + rule.getValue() + " of " + seconds + " seconds";
            findings.add(new Finding(rule.getKey(), sentence));
        }
        return new Judgement(seconds == 0 ? Verdict.UNKNOWN : verdict, findings, errors);
    }
}
