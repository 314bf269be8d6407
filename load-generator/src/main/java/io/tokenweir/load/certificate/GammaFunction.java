package io.tokenweir.load.certificate;

/**
 * The regularised lower incomplete gamma function P(a, x): the distribution function of a gamma variable of shape a and
 * scale 1.
 *
 * <p>Power series below a + 1 (DLMF 8.11.4), continued fraction above (DLMF 8.9.2, evaluated by Lentz's method); log-gamma by
 * Stirling's series after shifting the argument up (DLMF 5.11.1, 5.5.1). Relative error below 1e-12 over what is used here.
 */
final class GammaFunction {
    private static final double PRECISION = 1e-15;
    private static final double TINY = 1e-300;
    private static final int MOST_TERMS = 1_000_000;
    private static final double STIRLING_FROM = 15;

    private GammaFunction() {}

    static double lowerRegularised(double a, double x) {
        if (x <= 0) {
            return 0;
        }
        double scale = Math.exp(a * Math.log(x) - x - logGamma(a));
        return x < a + 1 ? scale * series(a, x) : 1 - scale * fraction(a, x);
    }

    private static double series(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int i = 1; i < MOST_TERMS && term > sum * PRECISION; i++) {
            term *= x / (a + i);
            sum += term;
        }
        return sum;
    }

    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double value = d;
        double step = 0;
        for (int i = 1; i < MOST_TERMS && Math.abs(step - 1) > PRECISION; i++) {
            double numerator = -i * (i - a);
            b += 2;
            d = 1 / away(numerator * d + b);
            c = away(b + numerator / c);
            step = d * c;
            value *= step;
        }
        return value;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    static double logGamma(double a) {
        double shifted = a;
        double product = 1;
        while (shifted < STIRLING_FROM) {
            product *= shifted;
            shifted++;
        }
        double square = 1 / (shifted * shifted);
        double stirling = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / shifted;
        return (shifted - 0.5) * Math.log(shifted)
                - shifted
                + 0.5 * Math.log(2 * Math.PI)
                + stirling
                - Math.log(product);
    }
}
