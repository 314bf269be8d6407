package io.tokenweir.report.compare;

import java.util.function.DoubleUnaryOperator;

import io.tokenweir.common.stats.Confidence;

/**
 * The interval of a difference or ratio of two figures from the interval of each. Pure.
 *
 * <p>MOVER, the method of variance estimates recovery: G. Zou and A. Donner, "Construction of confidence limits about effect
 * measures: a general approach", Statistics in Medicine 27, 2008. Each bound of the difference takes from either side the arm
 * that points there, so intervals that are not symmetric, as those of percentiles and shares are, keep their form; with Wilson's
 * intervals of shares it is R. Newcombe's hybrid score method (Statistics in Medicine 17, 1998). A ratio is the difference of
 * logarithms.
 *
 * <p>Where the width of a side was estimated from few degrees of freedom, its arm holds Student's t of these. Joined arms have
 * more (F. Satterthwaite, "An approximate distribution of estimates of variance components", Biometrics 2, 1946), so both are
 * brought to the t of the joint number; for symmetric intervals this is B. Welch's t test.
 */
final class Mover {
    private Mover() {}

    /** Of b − a, by chance alone. */
    static Interval difference(Figure a, Figure b) {
        return difference(a, b, DoubleUnaryOperator.identity());
    }

    /** Of b / a, by chance alone; both above 0. A bound at or below 0 leaves that side of the ratio open. */
    static Interval ratio(Figure a, Figure b) {
        Interval logs = difference(a, b, Math::log);
        return new Interval(
                logs.low() == null ? null : (Double) Math.exp(logs.low()),
                logs.high() == null ? null : (Double) Math.exp(logs.high()));
    }

    private static Interval difference(Figure a, Figure b, DoubleUnaryOperator scale) {
        double middle = scale.applyAsDouble(b.value()) - scale.applyAsDouble(a.value());
        Double down = joined(arm(b, b.low(), scale), b.degrees(), arm(a, a.high(), scale), a.degrees());
        Double up = joined(arm(b, b.high(), scale), b.degrees(), arm(a, a.low(), scale), a.degrees());
        return new Interval(down == null ? null : middle - down, up == null ? null : middle + up);
    }

    private static Double arm(Figure figure, Double bound, DoubleUnaryOperator scale) {
        if (bound == null) {
            return null;
        }
        double arm = Math.abs(scale.applyAsDouble(figure.value()) - scale.applyAsDouble(bound));
        return Double.isFinite(arm) ? arm : null;
    }

    private static Double joined(Double one, double oneDegrees, Double other, double otherDegrees) {
        if (one == null || other == null) {
            return null;
        }
        double first = one / Confidence.t(oneDegrees);
        double second = other / Confidence.t(otherDegrees);
        double square = first * first + second * second;
        if (square == 0) {
            return 0.0;
        }
        double doubt = Math.pow(first, 4) / oneDegrees + Math.pow(second, 4) / otherDegrees;
        return Math.sqrt(square) * Confidence.t(doubt == 0 ? Double.POSITIVE_INFINITY : square * square / doubt);
    }
}
