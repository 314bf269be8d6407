package io.tokenweir.load.certificate;

/**
 * Where the statistics of n gaps lie in 99 of 100 runs, when gaps are independent gamma variables of mean 1 (shape 1: a
 * Poisson process).
 *
 * <ul>
 *   <li>mean: n gaps sum to a gamma variable of n times the shape; its quantiles by Wilson and Hilferty (1931);
 *   <li>CV: delta method on the first four moments, var(ln CV) = (1 + 1/shape) / 2n, on the logarithmic scale;
 *   <li>dispersion of counts in windows of t arrivals: centre cv² + (1 - 1/shape²) / 6t, the stationary renewal process's
 *       variance (Cox, Renewal Theory, 1962, 4.5); (w - 1) times the index over its centre is chi-square with w - 1 degrees of
 *       freedom (Cox and Lewis, 1966);
 *   <li>Kolmogorov–Smirnov: 1.628 / (√n + 0.12 + 0.11/√n) (Stephens, 1970), for a distribution that is known beforehand.
 * </ul>
 */
final class RenewalBands {
    /** 99.5 % quantile of the normal distribution. */
    private static final double Z = 2.5758293035489;

    private static final double KOLMOGOROV = 1.6276;

    private final double shape;

    RenewalBands(double shape) {
        this.shape = shape;
    }

    Band mean(int gaps) {
        double all = shape * gaps;
        return new Band(1, gammaOverMean(all, -Z), gammaOverMean(all, Z));
    }

    Band cv(int gaps) {
        double cv = 1 / Math.sqrt(shape);
        double deviation = Math.sqrt((1 + 1 / shape) / (2.0 * gaps));
        return new Band(cv, cv * Math.exp(-Z * deviation), cv * Math.exp(Z * deviation));
    }

    Band dispersion(double arrivalsInWindow, int windows) {
        double centre = 1 / shape + (1 - 1 / (shape * shape)) / (6 * arrivalsInWindow);
        double half = (windows - 1) / 2.0;
        return new Band(centre, centre * gammaOverMean(half, -Z), centre * gammaOverMean(half, Z));
    }

    Band distance(int gaps) {
        double root = Math.sqrt(gaps);
        return new Band(0, 0, KOLMOGOROV / (root + 0.12 + 0.11 / root));
    }

    /** Share of gaps up to a length. */
    double share(double gap) {
        return GammaFunction.lowerRegularised(shape, shape * gap);
    }

    private static double gammaOverMean(double ofShape, double z) {
        double cube = 1 - 1 / (9 * ofShape) + z / (3 * Math.sqrt(ofShape));
        return Math.max(0, cube * cube * cube);
    }
}
