package io.tokenweir.provision.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Reads how long a server asks us to stay away (RFC 9110, 10.2.3: seconds or a date; fractions are taken too). */
final class RetryAfter {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private RetryAfter() {}

    /** Nanoseconds; 0 when the server asks nothing that can be understood. */
    static long nanos(HttpHeaders headers, Instant now) {
        String millis = headers.firstValue("retry-after-ms").orElse("");
        if (millis.matches("\\d{1,9}")) {
            return capped(Long.parseLong(millis) / 1e3);
        }
        String value = headers.firstValue("retry-after").orElse("").strip();
        if (value.matches("\\d{1,9}(\\.\\d+)?")) {
            return capped(Double.parseDouble(value));
        }
        try {
            Instant until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return capped(Duration.between(now, until).toMillis() / 1e3);
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private static long capped(double seconds) {
        return (long) (Math.max(0, Math.min(seconds, AT_MOST.toSeconds())) * 1e9);
    }
}
