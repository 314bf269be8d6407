package io.tokenweir.report.runbook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as every rendering of the runbook writes them, in any locale. */
final class Figures {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final String UNKNOWN = "\u2014";

    private Figures() {}

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Milliseconds with three significant digits. */
    static String millis(Double value) {
        if (value == null) {
            return UNKNOWN;
        }
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    static String percent(long part, long whole) {
        return whole == 0 ? UNKNOWN : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** With three or four significant digits: no surer than a measured figure is. */
    static String rounded(double value) {
        if (Math.abs(value) < 10 && value != Math.rint(value)) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) - 3));
        return String.format(Locale.ROOT, "%,.0f", Math.rint(value / unit) * unit);
    }

    static String range(double low, double high) {
        return rounded(low) + " to " + rounded(high);
    }

    /** A share, as percent. */
    static String share(double value) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }

    /** Milliseconds as a person would say them: {@code 310 ms}, {@code 2.4 s}. */
    static String span(Double millis) {
        if (millis == null) {
            return UNKNOWN;
        }
        return millis >= 10_000
                ? String.format(Locale.ROOT, "%,.0f s", millis / 1e3)
                : millis >= 1_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1e3) : millis(millis) + " ms";
    }

    /** Money with three significant digits at least: no surer than a mean is. */
    static String price(double value, String currency) {
        if (value == 0 || value >= 1) {
            return money(value, currency);
        }
        int digits = 2 - (int) Math.floor(Math.log10(value));
        return String.format(Locale.ROOT, "%." + digits + "f %s", value, currency);
    }

    static String money(double value, String currency) {
        return String.format(Locale.ROOT, value >= 1 ? "%,.2f %s" : "%.6f %s", value, currency);
    }

    static String clock(long second) {
        return CLOCK.format(Instant.ofEpochSecond(second));
    }

    static String clock(Instant time) {
        return CLOCK.format(time);
    }

    static String day(Instant time) {
        return DAY.format(time);
    }

    /** {@code 1 h 02 min}, {@code 1 min 12 s}, {@code 8.4 s}. */
    static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }
}
