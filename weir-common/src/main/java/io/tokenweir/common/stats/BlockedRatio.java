package io.tokenweir.common.stats;

/**
 * A ratio of two sums over successive blocks of time, such as requests answered to requests offered, values below a threshold to
 * values, or events to seconds; and how far it may lie from the truth by chance. Pure.
 *
 * <p>The ratio estimator of survey sampling (W. Cochran, Sampling Techniques, 6.3) with blocks as clusters: of each block its
 * deviation from what the ratio would have it be, and of these the {@link LongRunVariance}. So neither values that come in
 * clumps nor seconds that resemble each other make the interval too short.
 */
public final class BlockedRatio {
    private final double above;
    private final double below;
    private final LongRunVariance variance;

    /**
     * @param above numerator of each block
     * @param below denominator of each block; their sum is above 0
     */
    public BlockedRatio(double[] above, double[] below) {
        double numerators = 0;
        double denominators = 0;
        int filled = 0;
        for (int i = 0; i < above.length; i++) {
            numerators += above[i];
            denominators += below[i];
            filled += below[i] > 0 ? 1 : 0;
        }
        this.above = numerators;
        this.below = denominators;
        double[] deviations = new double[above.length];
        for (int i = 0; i < above.length; i++) {
            deviations[i] = above[i] - value() * below[i];
        }
        this.variance = filled < LongRunVariance.FEWEST_BLOCKS ? null : LongRunVariance.of(deviations);
    }

    public double value() {
        return above / below;
    }

    /** Of a mean or a rate: as many standard errors to both sides. */
    public Bounds symmetric() {
        if (variance == null) {
            return Bounds.OPEN;
        }
        double half = Confidence.t(variance.degrees()) * Math.sqrt(variance.ofSum()) / below;
        return new Bounds(value() - half, value() + half, (double) variance.degrees());
    }

    /**
     * How many independent trials the denominator is worth when the ratio is a share, for an interval with the normal's
     * half-width: Korn's and Graubard's effective number with its correction for few degrees of freedom ("Confidence intervals
     * for proportions with small expected number of positive counts estimated from survey data", Survey Methodology 24, 1998).
     * At most as many as there were. NaN when there are too few blocks to tell.
     */
    public double effective() {
        if (variance == null) {
            return Double.NaN;
        }
        double widening = Confidence.t(variance.degrees()) / Confidence.Z;
        double independent = value() * (1 - value()) * below;
        double design = independent <= 0 ? 0 : variance.ofSum() / independent * widening * widening;
        return below / Math.max(1, design);
    }

    /** Degrees of freedom behind {@link #effective}; null when it took nothing off. */
    public Double degrees() {
        return effective() < below ? (Double) (double) variance.degrees() : null;
    }

    /** Of a share: E. Wilson's score interval, JASA 22, 1927, with the effective number. */
    public Bounds ofShare() {
        double number = effective();
        if (Double.isNaN(number)) {
            return Bounds.OPEN;
        }
        double share = value();
        double z2 = Confidence.Z * Confidence.Z;
        double middle = (share + z2 / (2 * number)) / (1 + z2 / number);
        double scatter = share * (1 - share) / number + z2 / (4 * number * number);
        double half = Confidence.Z * Math.sqrt(scatter) / (1 + z2 / number);
        return new Bounds(Math.max(0, middle - half), Math.min(1, middle + half), degrees());
    }
}
