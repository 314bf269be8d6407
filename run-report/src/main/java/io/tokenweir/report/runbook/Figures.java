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
