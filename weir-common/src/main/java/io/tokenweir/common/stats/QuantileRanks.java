package io.tokenweir.common.stats;

/**
 * Between which order statistics a quantile lies, with a confidence of 95 %. Pure.
 *
 * <p>How many of n independent values lie at or below the true quantile q is binomial(n, q), whatever their distribution, so the
 * values whose ranks are that count's 2.5 % and 97.5 % points enclose it (W. Conover, Practical Nonparametric Statistics, 3.2).
 * Correlated values are worth fewer independent ones: the binomial is then that of the effective number, and its points are
 * stretched to the real one (R. Woodruff, "Confidence intervals for medians and other position measures", JASA 47, 1952; the
 * binomial with an effective number is E. Korn's and B. Graubard's of 1998). Without correlation this is the exact interval.
 *
 * @param low rank of the lower bound; 0 when the values are too few to have one
 * @param high rank of the upper bound; 0 likewise
 */
public record QuantileRanks(long low, long high) {
    private static final double TAIL = Confidence.TAIL;

    /**
     * @param count values there are
     * @param q the quantile, between 0 and 1
     * @param effective how many independent values they are worth, at most {@code count}
     */
    public static QuantileRanks of(long count, double q, double effective) {
        double stretch = count / effective;
        // a count has steps of one, however many values it stands for: the half step is not stretched
        double low = (where(1 - TAIL, q, effective) - 0.5) * stretch + 0.5;
        double high = (where(TAIL, q, effective) - 0.5) * stretch + 0.5;
        long upper = (long) Math.ceil(high - 1e-6);
        boolean open = Math.pow(q, effective) > TAIL || upper > count;
        return new QuantileRanks(Math.max(0, (long) Math.floor(low + 1e-6)), open ? 0 : upper);
    }

    /** The number that is reached by the count of values below the quantile with that probability. */
    private static double where(double probability, double q, double effective) {
        double low = 0;
        double high = effective;
        while (high - low > 1e-9 * effective) {
            double middle = (low + high) / 2;
            if (IncompleteBeta.of(q, middle, effective - middle + 1) >= probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
