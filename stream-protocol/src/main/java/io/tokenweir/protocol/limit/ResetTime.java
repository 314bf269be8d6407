package io.tokenweir.protocol.limit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time until something, in the forms that vendors write: Go durations ({@code 6m0s}, {@code 8.64s}, {@code 120ms}), bare
 * seconds, RFC 3339 and HTTP dates, and Unix time in seconds or milliseconds.
 */
public final class ResetTime {
    /** What could not be read. */
    public static final long UNKNOWN = -1;

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h|d)");
    private static final double UNIX_SECONDS = 1e9;
    private static final double UNIX_MILLIS = 1e12;
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    private ResetTime() {}

    /** Nanoseconds from now; 0 when it is past, {@link #UNKNOWN} when the text is not understood. */
    public static long nanos(String text, Instant now) {
        String value = text == null ? "" : text.trim();
        if (value.matches("\\d+(\\.\\d+)?")) {
            return number(Double.parseDouble(value), now);
        }
        long duration = goDuration(value);
        return duration >= 0 ? duration : date(value, now);
    }

    private static long number(double number, Instant now) {
        double epochSeconds = now.toEpochMilli() / 1e3;
        if (number >= UNIX_MILLIS) {
            return clipped(number / 1e3 - epochSeconds);
        }
        return clipped(number >= UNIX_SECONDS ? number - epochSeconds : number);
    }

    private static long goDuration(String value) {
        Matcher part = PART.matcher(value);
        double seconds = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            seconds += Double.parseDouble(part.group(1)) * secondsPer(part.group(2));
            end = part.end();
        }
        return end > 0 && end == value.length() ? clipped(seconds) : UNKNOWN;
    }

    private static double secondsPer(String unit) {
        return switch (unit) {
            case "ns" -> 1e-9;
            case "us", "µs" -> 1e-6;
            case "ms" -> 1e-3;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
        };
    }

    private static long date(String value, Instant now) {
        for (DateTimeFormatter form :
                new DateTimeFormatter[] {DateTimeFormatter.ISO_OFFSET_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME
                }) {
            try {
                Instant until = ZonedDateTime.parse(value, form).toInstant();
                return clipped(Duration.between(now, until).toMillis() / 1e3);
            } catch (DateTimeException e) {
                // not in this form
            }
        }
        return UNKNOWN;
    }

    private static long clipped(double seconds) {
        return Math.round(Math.max(0, Math.min(seconds, LONGEST_SECONDS)) * 1e9);
    }
}
