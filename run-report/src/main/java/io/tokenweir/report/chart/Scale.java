package io.tokenweir.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps values to coordinates, linearly or by logarithm, with ticks at round values. Immutable.
 *
 * @param low value at coordinate {@code from}
 * @param high value at coordinate {@code to}
 */
public record Scale(double low, double high, double from, double to, boolean logarithmic) {

    /** From zero to at least {@code max}, rounded up to a whole step of the ticks. */
    public static Scale fromZero(double max, double from, double to) {
        double step = step(Math.max(max, 1e-9) / 3);
        return new Scale(0, Math.ceil(Math.max(max, 1e-9) / step) * step, from, to, false);
    }

    /** Exactly between two values. */
    public static Scale between(double low, double high, double from, double to) {
        return new Scale(low, high, from, to, false);
    }

    /** By logarithm, widened to whole decades. */
    public static Scale decades(double low, double high, double from, double to) {
        double first = Math.floor(Math.log10(low));
        double last = Math.max(first + 1, Math.ceil(Math.log10(high)));
        return new Scale(Math.pow(10, first), Math.pow(10, last), from, to, true);
    }

    public double at(double value) {
        double share = logarithmic
                ? (Math.log(Math.max(value, low)) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** Round values, few enough for a small panel. */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = low; tick <= high * 1.001; tick *= 10) {
                ticks.add(tick);
            }
        } else {
            double step = step((high - low) / 3);
            for (double tick = Math.ceil(low / step) * step; tick <= high + step / 1e6; tick += step) {
                ticks.add(tick);
            }
        }
        return ticks;
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below. */
    static double step(double atLeast) {
        double decade = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * decade >= atLeast * 0.9999) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    /** A tick's value, short. */
    public static String label(double value) {
        if (value >= 1_000_000) {
            return trimmed(value / 1_000_000) + "M";
        }
        return value >= 10_000 ? trimmed(value / 1_000) + "k" : trimmed(value);
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, value < 1 ? "%.2f" : "%.1f", value);
        return text.replaceAll("\\.?0+$", "").isEmpty() ? "0" : text.replaceAll("\\.?0+$", "");
    }
}
