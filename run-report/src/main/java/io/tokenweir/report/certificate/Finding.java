package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.stats.Bounds;
import io.tokenweir.common.stats.ExactShare;
import io.tokenweir.common.threshold.Threshold;

/** Builds one clause. Not thread-safe. */
final class Finding {
    private static final int EXAMPLES = 3;

    private final String name;
    private final String declared;
    private final String unit;
    private Double observed;
    private Double low;
    private Double high;
    private long judged;
    private long inFavour;
    private long against;
    private final List<Example> examplesFor = new ArrayList<>();
    private final List<Example> examplesAgainst = new ArrayList<>();

    Finding(String name, String declared, String unit) {
        this.name = name;
        this.declared = declared;
        this.unit = unit;
    }

    Finding speaks(boolean forIt, Example example) {
        judged++;
        List<Example> examples = forIt ? examplesFor : examplesAgainst;
        if (forIt) {
            inFavour++;
        } else {
            against++;
        }
        if (examples.size() < EXAMPLES) {
            examples.add(example);
        }
        return this;
    }

    Finding observed(Double value, Double lower, Double upper) {
        observed = value;
        low = lower;
        high = upper;
        return this;
    }

    long judged() {
        return judged;
    }

    long against() {
        return against;
    }

    /**
     * Judges the share that speaks for it by its exact interval.
     *
     * @param unclear of those in favour, how many might have been against, by uncertain links
     * @param unclearAgainst of those against, how many might have been in favour
     */
    Clause byShare(Threshold bound, long unclear, long unclearAgainst, String subject) {
        double share = judged == 0 ? 0 : (double) inFavour / judged;
        Bounds worst = ExactShare.of(inFavour - unclear, judged);
        Bounds best = ExactShare.of(inFavour + unclearAgainst, judged);
        observed(share, worst.low(), best.high());
        String counted = "%d of %d %s".formatted(inFavour, judged, subject);
        String interval = "(95 %% interval %.3f to %.3f)".formatted(low, high);
        if (bound.holds(share) && bound.holds(low)) {
            return clause(ClauseVerdict.PASSED, counted + " " + interval + ".");
        }
        if (!bound.holds(share) && !bound.holds(high)) {
            return clause(ClauseVerdict.FAILED, counted + " " + interval + ".");
        }
        return clause(
                ClauseVerdict.UNPROVEN,
                counted + ": too few to tell by the exact interval " + interval
                        + (unclear + unclearAgainst > 0
                                ? ", with " + (unclear + unclearAgainst) + " whose calls are not certainly theirs."
                                : "."));
    }

    Clause clause(ClauseVerdict verdict, String reason) {
        return new Clause(
                name,
                declared,
                verdict,
                observed,
                low,
                high,
                unit,
                judged,
                inFavour,
                against,
                reason,
                examplesFor,
                examplesAgainst);
    }

    Clause unproven(String reason) {
        return clause(ClauseVerdict.UNPROVEN, reason);
    }
}
