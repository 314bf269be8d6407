package io.tokenweir.report.certificate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.tokenweir.common.expect.Expectations;
import io.tokenweir.common.stats.ExactShare;
import io.tokenweir.common.stats.QuantileRanks;
import io.tokenweir.common.threshold.Threshold;

/**
 * Judges what users felt and what was counted. Pure.
 *
 * <p>A percentile passes when the order statistic that bounds it from above with 97.5 % (Conover, Practical Nonparametric
 * Statistics, 3.2) keeps the bound, and fails when the one from below breaks it; a request without a first token that was not
 * honestly refused took longer than any. Counts are of this run and exact, but a count of few cases proves little, so there is a
 * least number of them.
 */
final class CountClauses {
    /** With none against, so many leave at most 17 % that could be, with 95 %. */
    private static final int LEAST_CASES = 20;

    private static final double NANOS_PER_MILLI = 1e6;

    private final Expectations expected;
    private final Doubts doubts;
    private final List<Judged> judged;
    private final Upstream upstream;

    CountClauses(Expectations expected, Doubts doubts, List<Judged> judged, Upstream upstream) {
        this.expected = expected;
        this.doubts = doubts;
        this.judged = judged;
        this.upstream = upstream;
    }

    List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        if (expected.userTtft() != null) {
            clauses.add(felt(expected.userTtft()));
        }
        if (expected.earlyRetries() != null) {
            clauses.add(early(expected.earlyRetries()));
        }
        if (expected.amplification() != null) {
            clauses.add(ratio("amplification", expected.amplification(), upstream.amplification(), true));
        }
        if (expected.fanOut() != null) {
            clauses.add(ratio("fanOut", expected.fanOut(), upstream.fanOut(), true));
        }
        if (expected.peakConcurrency() != null) {
            clauses.add(ratio("peakConcurrency", expected.peakConcurrency(), (double) upstream.peak(), false));
        }
        if (expected.hangs() != null) {
            clauses.add(hangs(expected.hangs()));
        }
        return clauses;
    }

    /** A request that was answered, or that should have been. */
    private static boolean feels(Judged one) {
        return one.user().ttftIntendedNanos() != null
                || one.taken().path() == ReactionPath.HANG
                || one.taken().path() == ReactionPath.BROKEN;
    }

    private Clause felt(Threshold bound) {
        Finding finding = new Finding("userTtft", "userTtft: " + bound.condition(), "ms");
        List<Double> trusted = new ArrayList<>();
        List<Double> everything = new ArrayList<>();
        List<Judged> some = judged.stream().filter(CountClauses::feels).toList();
        for (Judged one : some) {
            Long nanos = one.user().ttftIntendedNanos();
            double millis = nanos == null ? Double.POSITIVE_INFINITY : nanos / NANOS_PER_MILLI;
            everything.add(millis);
            if (one.user().valid()) {
                trusted.add(millis);
            }
            finding.speaks(
                    bound.holds(millis),
                    one.user()
                            .place()
                            .example(
                                    one.user().id(),
                                    nanos == null ? "no first token" : "first token after %.0f ms".formatted(millis)));
        }
        if (doubts.everything() != null) {
            return finding.unproven(doubts.everything());
        }
        if (trusted.size() * 2 < everything.size()) {
            return finding.unproven("The meter was not well during " + (everything.size() - trusted.size()) + " of "
                    + everything.size() + " requests.");
        }
        double q = bound.aggregation().quantile();
        if (trusted.isEmpty()) {
            return finding.unproven("No request was answered.");
        }
        Band band = Band.of(trusted, q);
        Band all = Band.of(everything, q);
        finding.observed(finite(band.value()), finite(band.low()), finite(band.high()));
        if (band.high() == null) {
            return !bound.holds(band.value()) && band.low() != null && !bound.holds(band.low())
                    ? finding.clause(ClauseVerdict.FAILED, failed(band))
                    : finding.unproven(
                            trusted.size() + " first tokens are too few for an upper bound of that percentile.");
        }
        if (bound.holds(band.high()) && all.high() != null && bound.holds(all.high())) {
            return finding.clause(
                    ClauseVerdict.PASSED,
                    "%d first tokens, the percentile lies below %.0f ms with 97.5 %%."
                            .formatted(trusted.size(), band.high()));
        }
        return !bound.holds(band.value()) && band.low() != null && !bound.holds(band.low())
                ? finding.clause(ClauseVerdict.FAILED, failed(band))
                : finding.unproven("The bound lies within the interval of the percentile, by " + trusted.size()
                        + " first tokens.");
    }

    private static String failed(Band band) {
        return Double.isInfinite(band.low())
                ? "So many requests had no first token at all that the percentile is one of them."
                : "The percentile lies above %.0f ms with 97.5 %%.".formatted(band.low());
    }

    private static Double finite(Double value) {
        return value == null || value.isInfinite() ? null : value;
    }

    /** A percentile and the order statistics around it; null where there is none. */
    private record Band(Double value, Double low, Double high) {
        static Band of(List<Double> values, double q) {
            List<Double> sorted =
                    values.stream().sorted(Comparator.naturalOrder()).toList();
            int count = sorted.size();
            QuantileRanks ranks = QuantileRanks.of(count, q, count);
            Double value = sorted.get(Math.min(count - 1, (int) Math.ceil(q * count) - 1));
            return new Band(value, at(sorted, ranks.low()), at(sorted, ranks.high()));
        }

        private static Double at(List<Double> sorted, long rank) {
            return rank < 1 || rank > sorted.size() ? null : sorted.get((int) rank - 1);
        }
    }

    private Clause early(Threshold bound) {
        Finding finding = new Finding("earlyRetries", "earlyRetries: " + PathClauses.condition(bound, "value"), "");
        for (Upstream.Wish wish : upstream.wishes()) {
            finding.speaks(!wish.early(), wish.example());
        }
        finding.observed((double) finding.against(), null, null);
        return counted(finding, bound, true, "refusals that asked to wait", "were followed too early");
    }

    private Clause hangs(Threshold bound) {
        Finding finding = new Finding("hangs", "hangs: " + PathClauses.condition(bound, "value"), "");
        judged.forEach(one -> finding.speaks(one.taken().path() != ReactionPath.HANG, one.example()));
        finding.observed((double) finding.against(), null, null);
        return counted(finding, bound, false, "requests", "had no end");
    }

    private Clause counted(Finding finding, Threshold bound, boolean byLinks, String cases, String what) {
        String doubt = doubts.everything() != null ? doubts.everything() : byLinks ? doubts.links() : null;
        if (doubt != null) {
            return finding.unproven(doubt);
        }
        String sentence = finding.against() + " of " + finding.judged() + " " + cases + " " + what;
        if (!bound.holds(finding.against())) {
            return finding.clause(ClauseVerdict.FAILED, sentence + ".");
        }
        return finding.judged() < LEAST_CASES
                ? finding.unproven(sentence + "; " + LEAST_CASES + " such cases are needed.")
                : finding.clause(
                        ClauseVerdict.PASSED,
                        "%s; that the true share is below %.1f %% is 97.5 %% sure."
                                .formatted(
                                        sentence,
                                        100
                                                * ExactShare.of(finding.against(), finding.judged())
                                                        .high()));
    }

    private Clause ratio(String name, Threshold bound, Double value, boolean byLinks) {
        Finding finding = new Finding(name, name + ": " + PathClauses.condition(bound, "value"), "calls");
        finding.observed(value, null, null);
        upstream.examples(name, finding);
        String doubt =
                doubts.everything() != null ? doubts.everything() : byLinks || upstream.blind() ? doubts.links() : null;
        if (doubt != null) {
            return finding.unproven(doubt);
        }
        if (value == null || upstream.calls() < LEAST_CASES) {
            return finding.unproven(upstream.calls() + " upstream calls are too few; " + LEAST_CASES + " are needed.");
        }
        return finding.clause(
                bound.holds(value) ? ClauseVerdict.PASSED : ClauseVerdict.FAILED,
                "%.3f by %d upstream calls of %d users' requests."
                        .formatted(value, upstream.calls(), upstream.actions()));
    }
}
