package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the script that parts the hypotheses best for what it costs: for each script on the menu, each hypothesis foretells
 * how many calls of each burst it admits; two whose counts differ by more than noise would be told apart by it, and their
 * weights multiplied, summed over all pairs, are what the script is worth.
 */
final class Planner {
    private static final double[] GAPS = {0.05, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85, 0.93, 0.98, 1.04, 1.15};
    private static final double NANOS = 1e9;
    private static final double SAME_KIND = 0.35;
    private static final double NOISE = 0.12;
    private static final double CALLS_NOISE = 1.6;
    private static final double OVERHEAD_SECONDS = 3;
    /** Of the longest script: scripts that tell little are not to be sent again and again because they are short. */
    private static final double OVERHEAD_SHARE = 0.2;

    private static final double NOTHING = 0.004;

    private final List<Posterior.Delegate> delegates;
    private final long nowNanos;
    private final long callNanos;
    private final double secondsPerRequest;

    /** @param secondsPerRequest what a request is worth, in time of the budget */
    Planner(List<Posterior.Delegate> delegates, long nowNanos, long callNanos, double secondsPerRequest) {
        this.delegates = delegates;
        this.nowNanos = nowNanos;
        this.callNanos = callNanos;
        this.secondsPerRequest = secondsPerRequest;
    }

    /** The best script that ends within the time; null when none tells anything worth while. */
    Script choose(List<Script> menu, long atMostNanos) {
        Script best = null;
        double bestRate = 0;
        double longest = menu.stream().mapToDouble(Planner::lasts).max().orElse(0);
        for (Script script : menu) {
            double lasts = lasts(script);
            if (lasts * NANOS > atMostNanos) {
                continue;
            }
            List<int[]> foretold = new ArrayList<>();
            double requests = 0;
            for (Posterior.Delegate delegate : delegates) {
                int[] counts = delegate.of().foretell(script, nowNanos, callNanos);
                foretold.add(counts);
                for (int count : counts) {
                    requests += count * delegate.weight();
                }
            }
            double told = told(foretold);
            double rate = told / (lasts + OVERHEAD_SECONDS + OVERHEAD_SHARE * longest + requests * secondsPerRequest);
            if (told > NOTHING && rate > bestRate) {
                best = script;
                bestRate = rate;
            }
        }
        return best;
    }

    private static double lasts(Script script) {
        return script.bursts().get(script.bursts().size() - 1).offsetNanos() / NANOS;
    }

    private double told(List<int[]> foretold) {
        double told = 0;
        for (int a = 0; a < foretold.size(); a++) {
            for (int b = a + 1; b < foretold.size(); b++) {
                if (differ(foretold.get(a), foretold.get(b))) {
                    Theory one = delegates.get(a).of().theory;
                    Theory two = delegates.get(b).of().theory;
                    boolean alike = one.kind() == two.kind()
                            && one.charging() == two.charging()
                            && one.dimension() == two.dimension();
                    told += delegates.get(a).weight() * delegates.get(b).weight() * (alike ? SAME_KIND : 1);
                }
            }
        }
        return told;
    }

    private static boolean differ(int[] one, int[] two) {
        for (int i = 0; i < one.length; i++) {
            double noise = Math.min(one[i], two[i]) == 0 ? 0.5 : CALLS_NOISE;
            if (Math.abs(one[i] - two[i]) > Math.max(noise, NOISE * Math.max(one[i], two[i]))) {
                return true;
            }
        }
        return false;
    }

    /** Waits, split bursts and late starts, of lengths that the delegates suggest. */
    static List<Script> kinds(List<Posterior.Delegate> delegates, Fill fill) {
        List<Script> menu = new ArrayList<>();
        for (Posterior.Delegate delegate : delegates) {
            Hypothesis h = delegate.of();
            double window =
                    h.theory.kind() == WindowKind.TOKEN_BUCKET ? h.size() / h.theory.perSecond() : h.theory.seconds();
            for (double gap : GAPS) {
                menu.add(Script.of("how much came back", fill.untilRefused(nanos(gap * window))));
            }
            int half = Math.max(1, (int) (h.size() / fill.cost() / 2));
            menu.add(Script.of(
                    "one half of a burst, the other half later, and when each comes back",
                    fill.some(nanos(1.08 * window), half),
                    fill.untilRefused(nanos(1.58 * window)),
                    fill.untilRefused(nanos(2.2 * window))));
            menu.add(Script.of(
                    "one call first, a burst late in its window, and when it comes back",
                    fill.some(nanos(1.08 * window), 1),
                    fill.untilRefused(nanos(1.75 * window)),
                    fill.untilRefused(nanos(2.2 * window))));
        }
        return menu;
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * NANOS);
    }
}
