package io.tokenweir.protocol.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryHintsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Limit 3. Please try again in 20s. Visit x|20000",
                "Please try again in 644ms.|644",
                "Please try again in 6m0s.|360000",
                "Please try again in 1m26.4s. Visit|86400",
                "try again in 1h0m0s|3600000",
                "Token limit is exceeded. Try again in 41 seconds.|41000",
                "Token quota is exceeded. Try again in 21 minutes and 33 seconds.|1293000",
                "Please retry after 10 seconds. See https://x|10000"
            })
    void readsTheWordsOfTheMessage(String message, long millis) {
        assertThat(RetryHints.longestNanos(Map.of(), message, NOW)).isEqualTo(millis * 1_000_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry-after|7|7000",
                "retry-after|0.5|500",
                "retry-after-ms|250|250",
                "retry-after|Sun, 22 Nov 2026 10:00:30 GMT|30000",
                "retry-after|Sun, 22 Nov 2026 09:00:00 GMT|0"
            })
    void readsTheHeaders(String name, String value, long millis) {
        assertThat(RetryHints.longestNanos(Map.of(name, value), null, NOW)).isEqualTo(millis * 1_000_000);
    }

    @Test
    void takesTheLongestOfSeveral() {
        Map<String, String> headers = Map.of("retry-after", "1", "retry-after-ms", "0");
        assertThat(RetryHints.longestNanos(headers, "Please try again in 1.5s.", NOW))
                .isEqualTo(1_500_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "NaN", "''"})
    void findsNoHintInNonsense(String value) {
        assertThat(RetryHints.longestNanos(Map.of("retry-after", value), "please wait", NOW))
                .isEqualTo(Classification.NO_HINT);
    }

    @Test
    void readsAMessageOfAnyLength() {
        long asked = RetryHints.longestNanos(Map.of(), "Please wait " + "1s ".repeat(100_000), NOW);
        assertThat(asked).isPositive();
    }
}
