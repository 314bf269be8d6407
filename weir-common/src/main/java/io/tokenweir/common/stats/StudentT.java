package io.tokenweir.common.stats;

/** Quantiles of Student's t distribution, for any positive degrees of freedom. Pure. */
public final class StudentT {
    private static final double BEYOND = 1e6;

    private StudentT() {}

    /**
     * The value that is not exceeded with probability {@code p}, above 0.5 and below 1.
     *
     * @param degrees of freedom; infinite for the normal distribution
     */
    public static double quantile(double p, double degrees) {
        // from a million on, t and normal quantiles differ by less than 1e-5
        double freedom = Math.min(degrees, BEYOND);
        double low = 0;
        double high = 2;
        while (below(high, freedom) < p) {
            high *= 2;
        }
        while (high - low > 1e-10 * high) {
            double middle = (low + high) / 2;
            if (below(middle, freedom) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double below(double t, double degrees) {
        return 1 - IncompleteBeta.of(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
    }
}
