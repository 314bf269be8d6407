package io.tokenweir.report.certificate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.tokenweir.common.expect.Expectations;
import io.tokenweir.common.threshold.Threshold;
import io.tokenweir.common.threshold.ThresholdParser;

/**
 * Judges which path was taken, by how many, and how fast. Pure.
 *
 * <p>Judged are the requests that met the limit. A share is held against its bound by the exact interval of Clopper and Pearson,
 * at its worse end to pass and at its better end to fail; requests whose upstream calls are not certainly theirs count for the
 * worse in the one and for the better in the other.
 */
final class PathClauses {
    private static final Threshold MOST = share(">0.5");
    private static final Threshold NEARLY_ALL = share(">=0.95");
    private static final String NOT_MET = "No request met the limit, so no path was needed.";

    private final Expectations expected;
    private final Doubts doubts;
    private final List<Judged> inNeed;

    PathClauses(Expectations expected, Doubts doubts, List<Judged> judged) {
        this.expected = expected;
        this.doubts = doubts;
        this.inNeed = judged.stream().filter(Judged::inNeed).toList();
    }

    private static Threshold share(String condition) {
        return ThresholdParser.parse("requests", "share" + condition, false, Duration.ZERO);
    }

    List<Clause> all() {
        List<Clause> clauses = new ArrayList<>();
        if (!expected.paths().isEmpty()) {
            clauses.add(path());
        }
        if (expected.within() != null) {
            clauses.add(within());
        }
        if (expected.share() != null) {
            Finding finding = new Finding("share", "share: " + condition(expected.share(), "share"), "share");
            clauses.add(byPath(finding, expected.share(), "requests that met the limit took it"));
        }
        return clauses;
    }

    static String condition(Threshold threshold, String figure) {
        return threshold.condition().replaceFirst("^" + figure, "");
    }

    private boolean taken(Judged judged) {
        return expected.paths().contains(judged.taken().path().text());
    }

    private Clause path() {
        String names = String.join(", ", expected.paths());
        Finding finding = new Finding("path", "path: " + names, "share");
        Clause clause = byPath(finding, MOST, "requests that met the limit took " + names);
        List<Judged> lies = inNeed.stream()
                .filter(judged -> judged.taken().path() == ReactionPath.LIE)
                .toList();
        if (lies.isEmpty() || doubts.everything() != null || doubts.links() != null) {
            return clause;
        }
        boolean certain = lies.stream().anyMatch(lie -> lie.action().certainty() >= Doubts.LEAST_CERTAINTY);
        String lied = lies.size() + " of " + inNeed.size() + " answers lie: "
                + lies.get(0).taken().what() + ".";
        return finding.clause(certain ? ClauseVerdict.FAILED : ClauseVerdict.UNPROVEN, lied);
    }

    private Clause byPath(Finding finding, Threshold bound, String subject) {
        long unclear = 0;
        long unclearAgainst = 0;
        for (Judged one : inNeed) {
            boolean took = taken(one);
            finding.speaks(took, one.example());
            if (one.action().certainty() < Doubts.LEAST_CERTAINTY) {
                unclear += took ? 1 : 0;
                unclearAgainst += took ? 0 : 1;
            }
        }
        String doubt = doubts.everything() != null ? doubts.everything() : doubts.links();
        if (doubt != null) {
            return finding.unproven(doubt);
        }
        return inNeed.isEmpty() ? finding.unproven(NOT_MET) : finding.byShare(bound, unclear, unclearAgainst, subject);
    }

    private Clause within() {
        long allowed = expected.within().toNanos() / 1_000;
        Finding finding = new Finding("within", "within: " + text(expected.within()), "share");
        List<Judged> onPath = inNeed.stream().filter(this::taken).toList();
        long unclear = 0;
        long worst = 0;
        for (Judged one : onPath) {
            long took = one.taken().takenMicros() - one.taken().needMicros();
            worst = Math.max(worst, took);
            finding.speaks(
                    took <= allowed,
                    one.user().place().example(one.user().id(), "on its path after " + took / 1_000 + " ms"));
            unclear += took <= allowed && one.action().certainty() < Doubts.LEAST_CERTAINTY ? 1 : 0;
        }
        String doubt = doubts.everything() != null
                ? doubts.everything()
                : doubts.links() != null ? doubts.links() : doubts.clocks();
        if (doubt != null) {
            return finding.unproven(doubt);
        }
        if (onPath.isEmpty()) {
            return finding.unproven(inNeed.isEmpty() ? NOT_MET : "No request took the path.");
        }
        long limit =
                inNeed.stream().mapToLong(one -> one.taken().needMicros()).min().orElse(0);
        long first = onPath.stream()
                        .mapToLong(one -> one.taken().takenMicros())
                        .min()
                        .orElse(0)
                - limit;
        if (first > allowed) {
            return finding.clause(
                    ClauseVerdict.FAILED,
                    "The path fired for the first time " + first / 1_000 + " ms after the limit was met.");
        }
        return finding.byShare(
                expected.share() == null ? NEARLY_ALL : expected.share(),
                unclear,
                0,
                "requests on the path were on it in time, the slowest after " + worst / 1_000 + " ms, the first "
                        + Math.max(0, first) / 1_000 + " ms after the limit was met");
    }

    private static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
