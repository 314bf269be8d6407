package io.tokenweir.protocol.outcome;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server asks a client to wait, in all the forms seen: {@code retry-after-ms}, {@code Retry-After} in seconds (also
 * fractions) or as an HTTP date, the vendors' own headers in milliseconds, Google's {@code RetryInfo}, and the words of the message ("try again in 6m0s", "in 21 minutes and 33 seconds", "retry
 * after 10 seconds").
 */
public final class RetryHints {
    private static final Pattern WORDS = Pattern.compile(
            "(?:try again in|retry after|retry in|replenished in|wait)\\s+((?:(?:and\\s+)?\\d+(?:\\.\\d+)?\\s*[a-z]+[\\s,]*)+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PART = Pattern.compile(
            "(\\d+(?:\\.\\d+)?)\\s*(milliseconds?|ms|minutes?|min|m|seconds?|secs?|s|hours?|h|days?|d)(?![a-z])",
            Pattern.CASE_INSENSITIVE);
    /** OpenAI and Azure; API Management before OpenAI; AWS. */
    private static final List<String> IN_MILLIS = List.of("retry-after-ms", "x-ms-retry-after-ms", "x-amz-retry-after");
    /** google.rpc.RetryInfo. */
    private static final Pattern RETRY_INFO = Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d+(?:\\.\\d+)?)s\"");

    /** A wait is asked for in few words; the pattern takes stack for each repetition, and a long message could exhaust it. */
    private static final int WORDS_LOOKED_AT = 1_000;

    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    private RetryHints() {}

    /** The longest of all hints in nanoseconds; {@link Classification#NO_HINT} when there is none. */
    public static long longestNanos(Map<String, String> lowerCaseHeaders, String message, Instant now) {
        return longestNanos(lowerCaseHeaders, message, null, now);
    }

    /** @param body start of the body as it came; may be null */
    static long longestNanos(Map<String, String> lowerCaseHeaders, String message, String body, Instant now) {
        long longest = Math.max(retryAfter(lowerCaseHeaders.get("retry-after"), now), inWords(message));
        for (String name : IN_MILLIS) {
            longest = Math.max(longest, number(lowerCaseHeaders.get(name), 1e6));
        }
        longest = Math.max(longest, number(lowerCaseHeaders.get("x-ai-ratelimit-retry-after"), 1e9));
        Matcher info = body == null ? null : RETRY_INFO.matcher(body);
        return info != null && info.find() ? Math.max(longest, nanos(Double.parseDouble(info.group(1)))) : longest;
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
        Matcher words = WORDS.matcher(message.substring(0, Math.min(message.length(), WORDS_LOOKED_AT)));
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
