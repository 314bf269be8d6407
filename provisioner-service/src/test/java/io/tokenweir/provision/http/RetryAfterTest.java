package io.tokenweir.provision.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retry-after    | 2                             | 2000
            retry-after    | 0.5                           | 500
            retry-after-ms | 250                           | 250
            retry-after    | Sun, 22 Nov 2026 12:00:03 GMT | 3000
            retry-after    | Sun, 22 Nov 2026 11:00:00 GMT | 0
            retry-after    | soon                          | 0
            retry-after    | 999999                        | 600000
            x-other        | 5                             | 0
            """)
    void readsWhatTheServerAsks(String header, String value, long millis) {
        HttpHeaders headers = HttpHeaders.of(Map.of(header, List.of(value)), (name, text) -> true);
        assertThat(RetryAfter.nanos(headers, NOW))
                .isEqualTo(Duration.ofMillis(millis).toNanos());
    }
}
