package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How likely each hypothesis is, given the log: prior times the exponential of what it costs. Those that cost far more than
 * the best are forgotten.
 */
final class Posterior {
    private static final double HOPELESS = 14;
    private static final double ALIKE = 0.04;
    private static final double WORTH_A_LOOK = 0.003;
    /** Costs that a right theory has too, of overlapping calls and stray refusals. */
    private static final double USUAL_COST = 5;

    private static final double BAD_FIT = 9;

    private List<Hypothesis> all = new ArrayList<>();

    /** A hypothesis for others that foretell the same, and their weight together. */
    record Delegate(Hypothesis of, double weight) {}

    void add(Hypothesis hypothesis) {
        all.add(hypothesis);
    }

    List<Hypothesis> hypotheses() {
        return all;
    }

    /** Fits all and forgets the hopeless. */
    void weigh() {
        all.forEach(Hypothesis::fit);
        double best = bestCost();
        all = new ArrayList<>(
                all.stream().filter(h -> h.cost() <= best + HOPELESS).toList());
        all.sort(Comparator.comparingDouble(h -> -score(h)));
    }

    private double bestCost() {
        return all.stream().mapToDouble(Hypothesis::cost).min().orElse(0);
    }

    private static double score(Hypothesis h) {
        double usual =
                h.theory.kind() == WindowKind.TOKEN_BUCKET && Windows.usual(h.size() / h.theory.perSecond()) ? 1 : 0;
        return Math.log(h.theory.prior()) - h.cost() + usual;
    }

    Hypothesis best() {
        return all.get(0);
    }

    double weight(Predicate<Hypothesis> which) {
        double top = score(best());
        double sum = 0;
        double chosen = 0;
        for (Hypothesis h : all) {
            double weight = Math.exp(score(h) - top);
            sum += weight;
            chosen += which.test(h) ? weight : 0;
        }
        return chosen / sum;
    }

    /** The value that weighs most. */
    <T> T mode(Function<Hypothesis, T> of) {
        return all.stream()
                .map(of)
                .distinct()
                .max(Comparator.comparingDouble(value -> weight(h -> of.apply(h).equals(value))))
                .orElseThrow();
    }

    /** How much the best can be trusted for what it fails to explain. */
    double fit() {
        double excess = Math.max(0, bestCost() - USUAL_COST - 0.15 * best().refusals());
        return 1 / (1 + Math.pow(excess / BAD_FIT, 2));
    }

    /** The few that stand for all, with flattened weights, since costs are never quite independent. */
    List<Delegate> delegates(int most) {
        double top = score(best());
        List<Hypothesis> kept = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (Hypothesis h : all) {
            double weight = Math.exp((score(h) - top) / 2);
            int like = -1;
            for (int i = 0; i < kept.size() && like < 0; i++) {
                like = alike(kept.get(i), h) ? i : -1;
            }
            if (like >= 0) {
                weights.set(like, weights.get(like) + weight);
            } else if (kept.size() < most) {
                kept.add(h);
                weights.add(weight);
            }
        }
        double sum = weights.stream().mapToDouble(w -> w).sum();
        List<Delegate> delegates = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            if (weights.get(i) / sum >= WORTH_A_LOOK) {
                delegates.add(new Delegate(kept.get(i), weights.get(i) / sum));
            }
        }
        return delegates;
    }

    private static boolean alike(Hypothesis a, Hypothesis b) {
        Theory one = a.theory;
        Theory two = b.theory;
        long window = Math.round(one.seconds() * 1e9);
        boolean samePhase = one.kind() != WindowKind.FIXED_ON_THE_CLOCK && !one.twoWindows()
                || Math.abs(Math.floorMod(one.phaseNanos() - two.phaseNanos() + window / 2, window) - window / 2)
                        < ALIKE * window;
        return one.kind() == two.kind()
                && one.twoWindows() == two.twoWindows()
                && one.refusedTake() == two.refusedTake()
                && one.charging() == two.charging()
                && one.dimension() == two.dimension()
                && Math.abs(one.seconds() - two.seconds()) <= ALIKE * one.seconds()
                && samePhase;
    }
}
