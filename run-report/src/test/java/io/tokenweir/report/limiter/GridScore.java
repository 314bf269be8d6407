package io.tokenweir.report.limiter;

import java.util.List;
import java.util.Locale;

/** How what was found of a wall compares with what it is, for one of its limiters. */
record GridScore(String name, LimiterCase.Truth truth, LimiterFinding found, LimiterFindings all) {
    static final ProbeBudget BUDGET = new ProbeBudget(1200 * World.SECOND, 60_000, 8_000_000);

    static GridScore of(LimiterCase each, long seed) {
        return allOf(each, seed).get(0);
    }

    static List<GridScore> allOf(LimiterCase each, long seed) {
        LimiterFindings findings = new World(each.wall().get(), each.noise(), each.meanAnswer(), seed)
                .identify(BUDGET, LimiterGrid.epochNanos());
        return each.truths().stream()
                .map(truth -> new GridScore(each.name(), truth, foundFor(truth, findings), findings))
                .toList();
    }

    private static LimiterFinding foundFor(LimiterCase.Truth truth, LimiterFindings findings) {
        return findings.limiters().stream()
                .filter(l -> l.dimension().value() == truth.dimension())
                .findFirst()
                .orElse(null);
    }

    boolean kind() {
        return found != null && found.window().value() == truth.kind();
    }

    boolean window() {
        return found != null
                && (truth.seconds() == 0
                        || found.windowSeconds() != null
                                && near(found.windowSeconds().value(), truth.seconds()));
    }

    boolean scope() {
        return found != null && found.scope() != null && found.scope().value() == truth.scope();
    }

    boolean size() {
        return found != null && near(found.size().value(), truth.size());
    }

    private static boolean near(double value, double truth) {
        return Math.abs(value - truth) <= 0.05 * truth;
    }

    static String summary(List<GridScore> scores) {
        return String.format(
                Locale.ROOT,
                "%d limiters: found %d, kind %d, window %d, scope %d, size %d",
                scores.size(),
                scores.stream().filter(s -> s.found != null).count(),
                scores.stream().filter(GridScore::kind).count(),
                scores.stream().filter(GridScore::window).count(),
                scores.stream().filter(GridScore::scope).count(),
                scores.stream().filter(GridScore::size).count());
    }

    @Override
    public String toString() {
        String marks = (kind() ? "k" : "-") + (window() ? "w" : "-") + (scope() ? "s" : "-") + (size() ? "z" : "-");
        if (found == null) {
            return marks + " " + name + ": nothing found of " + truth.dimension() + "; "
                    + all.limiters().stream()
                            .map(l -> l.dimension().value() + " " + l.window().value() + " "
                                    + l.size().value() + " " + l.size().evidence())
                            .toList()
                    + " others; " + all.ended();
        }
        return String.format(
                Locale.ROOT,
                "%s %s: %s %.2f, size %s %.2f, window %s %.2f, scope %s %.2f, charging %s, refused %s; %.0f s, %d calls",
                marks,
                name,
                found.window().value(),
                found.window().confidence(),
                found.size().value(),
                found.size().confidence(),
                found.windowSeconds() == null ? null : found.windowSeconds().value(),
                found.windowSeconds() == null ? 0 : found.windowSeconds().confidence(),
                found.scope() == null ? null : found.scope().value(),
                found.scope() == null ? 0 : found.scope().confidence(),
                found.charging() == null ? null : found.charging().value(),
                found.refusedCount() == null ? null : found.refusedCount().value(),
                all.spent().seconds(),
                all.spent().requests());
    }
}
