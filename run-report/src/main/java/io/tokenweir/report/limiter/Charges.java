package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;

/** What calls may cost a limiter, and the calls that tell. */
final class Charges {
    private static final int KINDS = 5;

    /** A price and how likely it is. */
    record Price(Dimension dimension, Charging charging, double prior) {}

    private final List<Price> prices;
    private final int mostPrompt;
    private final int mostMax;
    private final int mostParallel;

    /** @param requests how likely it is that calls are counted, not tokens */
    Charges(double requests, int mostPrompt, int mostMax, int mostParallel) {
        this.mostPrompt = mostPrompt;
        this.mostMax = mostMax;
        this.mostParallel = mostParallel;
        double tokens = (1 - requests) / 11;
        prices = List.of(
                new Price(Dimension.REQUESTS, Charging.ONE_A_CALL, requests),
                new Price(Dimension.TOKENS, Charging.PROMPT_AND_MAX_TOKENS, tokens),
                new Price(Dimension.TOKENS, Charging.PROMPT_AND_MAX_TOKENS_SETTLED, tokens),
                new Price(Dimension.TOKENS, Charging.LARGER_OF_BOTH, tokens),
                new Price(Dimension.TOKENS, Charging.LARGER_OF_BOTH_SETTLED, tokens),
                new Price(Dimension.TOKENS, Charging.PROMPT_THEN_ANSWER, tokens),
                new Price(Dimension.TOKENS, Charging.AFTERWARDS, tokens),
                new Price(Dimension.INPUT_TOKENS, Charging.PROMPT, tokens),
                new Price(Dimension.INPUT_TOKENS, Charging.AFTERWARDS, tokens),
                new Price(Dimension.OUTPUT_TOKENS, Charging.MAX_TOKENS, tokens),
                new Price(Dimension.OUTPUT_TOKENS, Charging.MAX_TOKENS_SETTLED, tokens),
                new Price(Dimension.OUTPUT_TOKENS, Charging.AFTERWARDS, tokens));
    }

    /** The best kinds, each at every price. */
    Posterior posterior(Posterior kinds, Fill fill, ProbeLog log, LimiterSearch search) {
        Posterior all = new Posterior();
        Call unit = unit(fill, log);
        List<Posterior.Delegate> best = kinds.delegates(KINDS);
        for (Posterior.Delegate kind : best) {
            Theory theory = kind.of().theory;
            double before = theory.beforehand(unit) + theory.afterwards(unit);
            for (Price price : prices) {
                double now = price.charging().beforehand(price.dimension(), unit)
                        + price.charging().afterwards(price.dimension(), unit);
                Hypothesis hypothesis = new Hypothesis(theory.priced(
                        price.dimension(), price.charging(), now / before, kind.weight() * price.prior()));
                search.feed(hypothesis, 0);
                all.add(hypothesis);
            }
        }
        all.weigh();
        return all;
    }

    private static Call unit(Fill fill, ProbeLog log) {
        Call unit = new Call(-1, fill.key(), fill.shape(), 0, 0, 0);
        unit.prompt = Math.round(fill.shape().prompt() + log.promptBias());
        return unit;
    }

    /** Calls of other shapes, once the limit is free: large prompts, large answers, one after the other and all at once. */
    List<Script> menu(Hypothesis best, Fill fill, long waitNanos) {
        Shape shape = fill.shape();
        double each = shape.prompt() + shape.max();
        double perCost = best.theory.beforehand(unitOf(fill)) + best.theory.afterwards(unitOf(fill));
        double calls = Math.max(1, best.size() / Math.max(1e-9, perCost));
        double tokens = calls * each;
        List<Script> menu = new ArrayList<>();
        for (double part : new double[] {2.5, 8, 14}) {
            int prompt = bounded(Math.max(2.5 * shape.prompt(), tokens / part), mostPrompt);
            int max = bounded(Math.max(2.5 * shape.max(), tokens / part), mostMax);
            Shape prompts = new Shape(prompt, 1, false, false);
            Shape answers = new Shape(8, max, true, true);
            Shape both = new Shape(prompt, Math.min(max, prompt), true, true);
            for (Shape other : List.of(prompts, answers, both)) {
                int most = (int) Math.min(fill.most(), 2.2 * tokens / Math.max(other.prompt(), other.max()) + 6);
                menu.add(Script.of(
                        "calls of another shape: " + other.words(),
                        new Burst(waitNanos, fill.key(), other, most, 2, 2, true, true)));
                int atOnce = Math.min(mostParallel, most);
                menu.add(Script.of(
                        "many at once: " + other.words(),
                        new Burst(waitNanos, fill.key(), other, atOnce, 0, atOnce, true, true)));
            }
        }
        return menu;
    }

    private static Call unitOf(Fill fill) {
        return new Call(-1, fill.key(), fill.shape(), 0, 0, 0);
    }

    private static int bounded(double tokens, int most) {
        return (int) Math.max(16, Math.min(most, tokens));
    }
}
