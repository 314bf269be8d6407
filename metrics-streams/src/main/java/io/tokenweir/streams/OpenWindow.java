package io.tokenweir.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.tokenweir.events.MeterHealth;
import io.tokenweir.events.Verdict;
import io.tokenweir.streams.Validity.Finding;
import io.tokenweir.streams.Validity.Judgement;

/** A window that still grows: of one second by partials, of ten or sixty by the seconds in it. */
final class OpenWindow {
    final Sums sums;
    boolean complete = true;

    /** Of the seconds in it; unused in a window of one second. */
    MeterHealth health;

    Verdict verdict = Verdict.VALID;
    Long errorBoundNanos;
    int inFlight;
    int seconds;
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
        health = SecondNote.merge(health, note.health());
        inFlight = note.inFlight();
        seconds++;
        verdict = Validity.worse(verdict, judgement.verdict());
        for (Finding finding : judgement.findings()) {
            secondsByRule.merge(finding.rule(), 1, Integer::sum);
        }
        if (judgement.errorBoundNanos() != null) {
            errorBoundNanos = errorBoundNanos == null
                    ? judgement.errorBoundNanos()
                    : Math.max(errorBoundNanos, judgement.errorBoundNanos());
        }
    }

    /** The worst of the seconds, and in how many of them each bound was passed. */
    Judgement judgement() {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Integer> rule : secondsByRule.entrySet()) {
            String sentence = rule.getKey() + " in " + rule.getValue() + " of " + seconds + " seconds";
            findings.add(new Finding(rule.getKey(), sentence));
        }
        return new Judgement(seconds == 0 ? Verdict.UNKNOWN : verdict, findings, errorBoundNanos);
    }
}
