package io.tokenweir.common.stats;

/**
 * The regularised incomplete beta function: the distribution function behind binomial counts and Student's t. Pure.
 *
 * <p>By the continued fraction DLMF 8.17.22, evaluated from the front with Lentz's method (W. J. Lentz, "Generating Bessel
 * functions in Mie scattering calculations using continued fractions", Applied Optics 15, 1976), on the side of the mean where
 * it converges fast; the logarithm of gamma by Stirling's series, DLMF 5.11.1. Relative error below 1e-10 where it is used here.
 */
final class IncompleteBeta {
    private static final int MOST_TERMS = 10_000;
    private static final double PRECISION = 1e-14;
    private static final double TINY = 1e-300;
    private static final double STIRLING_FROM = 12;

    private IncompleteBeta() {}

    /** I_x(a, b), for a and b above 0 and x from 0 to 1. */
    static double of(double x, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        return x > (a + 1) / (a + b + 2) ? 1 - below(1 - x, b, a) : below(x, a, b);
    }

    private static double below(double x, double a, double b) {
        double logFront =
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a);
        return Math.exp(logFront) / fraction(x, a, b);
    }

    /** 1 + d1/(1 + d2/(1 + …)). */
    private static double fraction(double x, double a, double b) {
        double value = 1;
        double numerators = 1;
        double denominators = 0;
        for (int term = 1; term <= MOST_TERMS; term++) {
            double coefficient = coefficient(term, x, a, b);
            denominators = 1 / awayFromZero(1 + coefficient * denominators);
            numerators = awayFromZero(1 + coefficient / numerators);
            double step = numerators * denominators;
            value *= step;
            if (Math.abs(step - 1) < PRECISION) {
                break;
            }
        }
        return value;
    }

    private static double coefficient(int term, double x, double a, double b) {
        int m = term / 2;
        return term % 2 == 0
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double value) {
        double shifted = value;
        double shift = 0;
        while (shifted < STIRLING_FROM) {
            shift += Math.log(shifted);
            shifted++;
        }
        double inverse = 1 / shifted;
        double square = inverse * inverse;
        double series = inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680.0)));
        return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }
}
