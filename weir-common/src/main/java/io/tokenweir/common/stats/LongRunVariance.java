package io.tokenweir.common.stats;

/**
 * How far a sum of successive, possibly correlated deviations may lie from its mean by chance. Pure.
 *
 * <p>Requests of one second share the server's state, and so do those of the next: taken as independent, they would promise
 * intervals that are too short. The deviations of each second (their sum is 0) are therefore projected on the slowest cosines of
 * the run; correlation shows in these, and each gives one independent estimate of the long-run variance. Their mean, with
 * Student's t of as many degrees of freedom as there are cosines, makes intervals that keep their level: the equal-weighted
 * cosine estimator of E. Lazarus, D. Lewis, J. Stock and M. Watson, "HAR inference: recommendations for practice", Journal of
 * Business and Economic Statistics 36, 2018, with their rule for the number of cosines, 0.41 T^(2/3).
 *
 * @param ofSum variance of the sum over all blocks
 * @param degrees of freedom of that estimate
 */
public record LongRunVariance(double ofSum, int degrees) {
    /** With fewer blocks than this, the run is too short to tell correlation from chance. */
    public static final int FEWEST_BLOCKS = 5;

    private static final double COSINES = 0.41;
    private static final int FEWEST_COSINES = 2;

    /** Degrees of freedom that so many blocks give. */
    public static int degrees(int blocks) {
        return Math.max(FEWEST_COSINES, (int) Math.round(COSINES * Math.cbrt((double) blocks * blocks)));
    }

    /** @param deviations of each block from what the mean would have it be, in order of time; at least {@link #FEWEST_BLOCKS} */
    public static LongRunVariance of(double[] deviations) {
        int blocks = deviations.length;
        int degrees = degrees(blocks);
        double squares = 0;
        for (int j = 1; j <= degrees; j++) {
            double projection = 0;
            for (int block = 0; block < blocks; block++) {
                projection += deviations[block] * Math.cos(Math.PI * j * (block + 0.5) / blocks);
            }
            squares += 2 * projection * projection;
        }
        return new LongRunVariance(squares / degrees, degrees);
    }
}
