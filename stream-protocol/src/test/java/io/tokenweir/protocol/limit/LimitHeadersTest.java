package io.tokenweir.protocol.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitHeadersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "120ms,120",
        "0s,0",
        "3.114s,3114",
        "6m0s,360000",
        "1m26.4s,86400",
        "1h0m0s,3600000",
        "60,60000",
        "7.66,7660",
        "2026-11-22T10:00:30Z,30000",
        "2026-11-22T12:00:30+02:00,30000",
        "'Sun, 22 Nov 2026 10:00:30 GMT',30000",
        "1795341630,30000",
        "1795341630000,30000",
        "2026-11-22T09:00:00Z,0"
    })
    void readsEveryFormOfAReset(String text, long millis) {
        assertThat(ResetTime.nanos(text, NOW)).isEqualTo(millis * 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"soon", "''", "-1", "5 minutes", "1s2"})
    void knowsNoResetFromNonsense(String text) {
        assertThat(ResetTime.nanos(text, NOW)).isEqualTo(ResetTime.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "x-ratelimit-,-tokens,tokens,8.64s,8640",
        "x-ratelimit-,-requests,requests,60,60000",
        "llm_provider-x-ratelimit-,-tokens,tokens,1s,1000",
        "x-ratelimit-,'',requests,1795341630000,30000",
        "x-ratelimit-,-tokens-minute,tokens-minute,10,10000",
        "x-ai-ratelimit-,-60-azure,60-azure,12,12000",
        "ratelimit-,'',requests,12,12000"
    })
    void readsTheHeadersThatNameTheQuantityFirst(String prefix, String suffix, String axis, String reset, long millis) {
        Map<String, String> headers = Map.of(
                prefix + "limit" + suffix, "1000",
                prefix + "remaining" + suffix, "10",
                prefix + "reset" + suffix, reset);
        assertThat(LimitHeaders.read(headers, NOW)).containsExactly(new RateLimit(axis, 1_000, 10, millis * 1_000_000));
    }

    @Test
    void readsAnthropicsHeaders() {
        Map<String, String> headers = Map.of(
                "anthropic-ratelimit-input-tokens-limit", "30000",
                "anthropic-ratelimit-input-tokens-remaining", "28000",
                "anthropic-ratelimit-input-tokens-reset", "2026-11-22T10:00:04Z");
        assertThat(LimitHeaders.of("input-tokens", LimitHeaders.read(headers, NOW)))
                .isEqualTo(new RateLimit("input-tokens", 30_000, 28_000, 4_000_000_000L));
    }

    @Test
    void takesNoAbsentHeaderForZero() {
        assertThat(LimitHeaders.read(Map.of("x-ratelimit-limit-tokens", "10"), NOW))
                .containsExactly(new RateLimit("tokens", 10, -1, -1));
        assertThat(LimitHeaders.read(Map.of("date", "x"), NOW)).isEmpty();
    }

    @Test
    void takesANegativeRemainderForUnknown() {
        assertThat(LimitHeaders.read(Map.of("x-ratelimit-remaining-tokens", "-1"), NOW))
                .containsExactly(new RateLimit("tokens", -1, -1, -1));
    }

    @Test
    void keepsEveryHeaderThatItReads() {
        assertThat(List.of(
                        "x-ratelimit-remaining-tokens",
                        "anthropic-ratelimit-requests-reset",
                        "retry-after",
                        "retry-after-ms",
                        "ratelimit-limit"))
                .allMatch(LimitHeaders.kept()::begin);
        assertThat(LimitHeaders.kept().begin("date")).isFalse();
    }

    @Test
    void headroomIsTheShareThatRemainsOfEachLimitToldInFull() {
        assertThat(LimitHeaders.headroomPpm(Map.of(
                        "x-ratelimit-limit-requests", "500",
                        "x-ratelimit-remaining-requests", "499",
                        "anthropic-ratelimit-input-tokens-limit", "30000",
                        "anthropic-ratelimit-input-tokens-remaining", "0",
                        "x-ratelimit-remaining-tokens", "5",
                        "x-ratelimit-limit-images", "-1",
                        "x-ratelimit-remaining-images", "-1",
                        "retry-after", "3")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("requests", 998_000L, "input-tokens", 0L));
    }

    @Test
    void moreLeftThanTheLimitIsAllOfIt() {
        assertThat(LimitHeaders.headroomPpm(Map.of("ratelimit-limit", "10, 100;w=60", "ratelimit-remaining", "12")))
                .containsExactlyEntriesOf(Map.of("requests", 1_000_000L));
    }
}
