package io.tokenweir.report.limiter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Lengths that windows may have: those that people choose, which have half of the probability, and all others. */
final class Windows {
    private static final double[] USUAL = {
        0.5, 1, 2, 5, 10, 15, 20, 30, 60, 90, 120, 180, 300, 600, 900, 1800, 3600, 86_400
    };
    private static final double SHORTEST = 0.25;
    private static final double STEP = 1.04;
    private static final double ALIKE = 0.02;

    private Windows() {}

    /** A length and its share of the probability. */
    record Length(double seconds, double prior) {}

    static List<Length> upTo(double seconds) {
        List<Double> others = new ArrayList<>();
        for (double length = SHORTEST; length <= seconds; length *= STEP) {
            others.add(length);
        }
        double[] usual =
                DoubleStream.of(USUAL).filter(length -> length <= seconds).toArray();
        List<Length> all = new ArrayList<>();
        for (double length : usual) {
            all.add(new Length(length, 0.5 / usual.length));
        }
        others.forEach(length -> all.add(new Length(length, 0.5 / others.size())));
        return all;
    }

    /** The usual length that lies within the interval, or is about as long as {@code otherwise}; else that itself. */
    static double usualWithin(double low, double high, double otherwise) {
        return DoubleStream.of(USUAL)
                .filter(length -> length >= low * (1 - ROUNDING) && length <= high * (1 + ROUNDING)
                        || Math.abs(length - otherwise) <= ALIKE * length)
                .boxed()
                .min((a, b) -> Double.compare(Math.abs(a - otherwise), Math.abs(b - otherwise)))
                .orElse(otherwise);
    }

    private static final double ROUNDING = 1e-9;

    static boolean usual(double seconds) {
        return DoubleStream.of(USUAL).anyMatch(length -> Math.abs(length - seconds) <= ALIKE * length);
    }
}
