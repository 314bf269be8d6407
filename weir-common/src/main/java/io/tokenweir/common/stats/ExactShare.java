package io.tokenweir.common.stats;

/**
 * The exact interval of a share: between which true shares so many successes in so many independent trials are no surprise. Pure.
 *
 * <p>C. Clopper and E. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika
 * 26, 1934: the ends are the 2.5 % and 97.5 % points of beta distributions, found by bisection. It covers the truth in 95 % of
 * cases or more, never less, which is what a proof needs.
 */
public final class ExactShare {
    private static final double PRECISION = 1e-12;

    private ExactShare() {}

    /** Of {@code successes} in {@code trials}, which may be none: then everything is possible. */
    public static Bounds of(long successes, long trials) {
        double low = successes == 0 ? 0 : root(Confidence.TAIL, successes, trials - successes + 1.0);
        double high = successes == trials ? 1 : root(1 - Confidence.TAIL, successes + 1.0, trials - successes);
        return new Bounds(low, high, null);
    }

    private static double root(double probability, double a, double b) {
        double low = 0;
        double high = 1;
        while (high - low > PRECISION) {
            double middle = (low + high) / 2;
            if (IncompleteBeta.of(middle, a, b) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
