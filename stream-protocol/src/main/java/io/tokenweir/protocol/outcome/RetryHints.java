package io.tokenweir.protocol.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server asks a client to wait, in all the forms seen: {@code retry-after-ms}, {@code Retry-After} in seconds (also
 * fractions) or as an HTTP date, and the words of the message ("try again in 6m0s", "in 21 minutes and 33 seconds", "retry
 * after 10 seconds").
 */
public final class RetryHints {
    private static final Pattern WORDS = Pattern.compile(
            "(?:try again in|retry after|retry in|replenished in|wait)\\s+((?:(?:and\\s+)?\\d+(?:\\.\\d+)?\\s*[a-z]+[\\s,]*)+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile(
            "(\\d+(?:\\.\\d+)?)\\s*(milliseconds?|ms|minutes?|min|m|seconds?|secs?|s|hours?|h|days?|d)(?![a-z])",
            Pattern.CASE_INSENSITIVE);
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    private RetryHints() {}

    /** The longest of all hints in nanoseconds; {@link Classification#NO_HINT} when there is none. */
    public static long longestNanos(Map<String, String> lowerCaseHeaders, String message, Instant now) {
        long millis = number(lowerCaseHeaders.get("retry-after-ms"), 1e6);
        long header = retryAfter(lowerCaseHeaders.get("retry-after"), now);
        return Math.max(Math.max(millis, header), inWords(message));
    }

    private static long retryAfter(String value, Instant now) {
        long seconds = number(value, 1e9);
        if (seconds >= 0 || value == null) {
            return seconds;
        }
        try {
            Instant until = ZonedDateTime.parse(value.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, until);
            return wait.isNegative() ? 0 : nanos(wait.toMillis() / 1e3);
        } catch (DateTimeParseException e) {
            return Classification.NO_HINT;
        }
    }

    private static long number(String value, double nanosPerUnit) {
        if (value == null) {
            return Classification.NO_HINT;
        }
        try {
            double number = Double.parseDouble(value.trim());
            return number >= 0 ? nanos(number * nanosPerUnit / 1e9) : Classification.NO_HINT;
        } catch (NumberFormatException e) {
            return Classification.NO_HINT;
        }
    }

    private static long inWords(String message) {
        if (message == null) {
            return Classification.NO_HINT;
        }
        Matcher words = WORDS.matcher(message);
        if (!words.find()) {
            return Classification.NO_HINT;
        }
        double seconds = 0;
        boolean any = false;
        Matcher part = PART.matcher(words.group(1));
        while (part.find()) {
            any = true;
            seconds +=
                    Double.parseDouble(part.group(1)) * secondsPer(part.group(2).toLowerCase(Locale.ROOT));
        }
        return any ? nanos(seconds) : Classification.NO_HINT;
    }

    private static double secondsPer(String unit) {
        if (unit.startsWith("ms") || unit.startsWith("milli")) {
            return 1e-3;
        }
        return switch (unit.charAt(0)) {
            case 'd' -> 86_400;
            case 'h' -> 3_600;
            case 'm' -> 60;
            default -> 1;
        };
    }

    private static long nanos(double seconds) {
        return Math.round(Math.min(seconds, LONGEST_SECONDS) * 1e9);
    }
}
