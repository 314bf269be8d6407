package io.tokenweir.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTextsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "999, 999ms",
        "1000, 1s",
        "3114, 3.114s",
        "20000, 20s",
        "360000, 6m0s",
        "432000, 7m12s",
        "86400, 1m26.4s",
        "1728000, 28m48s",
        "3600000, 1h0m0s"
    })
    void printsDurationsAsGoDoes(long millis, String text) {
        assertThat(GoDuration.floor(millis * 1_000_000)).isEqualTo(text);
    }

    @Test
    void writesOpenAisHeadersAndBothRetryHints() {
        Decision decision = new Decision(
                Optional.of(new Decision.Refusal(Axis.TOKENS, 30000, 29937, 385, 644_000_000L)),
                0,
                Optional.of(new AxisState(500, 499, 120_000_000L)),
                Optional.of(new AxisState(30000, 63, 59_874_000_000L)));

        assertThat(OpenAiLimits.headers(decision))
                .containsOnly(
                        entry("x-ratelimit-limit-requests", "500"),
                        entry("x-ratelimit-remaining-requests", "499"),
                        entry("x-ratelimit-reset-requests", "120ms"),
                        entry("x-ratelimit-limit-tokens", "30000"),
                        entry("x-ratelimit-remaining-tokens", "63"),
                        entry("x-ratelimit-reset-tokens", "59.874s"),
                        entry("retry-after-ms", "644"),
                        entry("retry-after", "1"));
    }

    @Test
    void writesOpenAisMessages() {
        assertThat(OpenAiLimits.message(new Decision.Refusal(Axis.REQUESTS, 3, 3, 1, 20_000_000_000L), "m", "org-1"))
                .isEqualTo("Rate limit reached for m in organization org-1 on requests per min (RPM): Limit 3, Used 3,"
                        + " Requested 1. Please try again in 20s.");
        assertThat(OpenAiLimits.message(
                        new Decision.Refusal(Axis.TOKENS, 10, 0, 99, Decision.Refusal.NEVER), "m", "org-1"))
                .startsWith("Request too large for m in organization org-1 on tokens per min (TPM): Limit 10,"
                        + " Requested 99.");
    }

    @ParameterizedTest
    @CsvSource({"41, 41 seconds", "1293, 21 minutes and 33 seconds", "1800, 30 minutes", "7260, 2 hours and 1 minutes"})
    void writesApiManagementsMessages(long seconds, String wait) {
        long nanos = seconds * 1_000_000_000L;

        assertThat(ApimLimits.quotaMessage(nanos)).isEqualTo("Token quota is exceeded. Try again in " + wait + ".");
        assertThat(ApimLimits.rateMessage(nanos)).isEqualTo("Token limit is exceeded. Try again in " + wait + ".");
    }
}
