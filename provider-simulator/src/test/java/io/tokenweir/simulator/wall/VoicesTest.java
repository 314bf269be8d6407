package io.tokenweir.simulator.wall;

import static io.tokenweir.simulator.wall.Desk.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.simulator.api.Vendor;

/** What clients read of limits: header by header, as the vendors were seen to write them. */
class VoicesTest {
    @TempDir
    Path folder;

    /** Captured from a tier-1 account: 10,000 requests a day, one used; 200,000 tokens a minute, 22 used. */
    @Test
    void openAisHeadersAboutRequestsDescribeTheDayWhereThereIsALimitOfTheDay() {
        assertThat(Desk.profile("openai-tier-1").ask(0, "gpt-4o-mini", 3, 22).headers())
                .containsOnly(
                        entry("openai-project", "proj_a"),
                        entry("x-ratelimit-limit-requests", "10000"),
                        entry("x-ratelimit-remaining-requests", "9999"),
                        entry("x-ratelimit-reset-requests", "8.64s"),
                        entry("x-ratelimit-limit-tokens", "200000"),
                        entry("x-ratelimit-remaining-tokens", "199978"),
                        entry("x-ratelimit-reset-tokens", "6ms"));
    }

    @Test
    void openAisHeadersTellOfTheProjectsTokensWhereTheProjectIsLimited() throws IOException {
        Desk desk = Desk.of(folder, """
                models:
                  sim-large:
                    limits: {also: [{name: project_tokens, counts: TOKENS, limit: 30000, scope: PROJECT}]}
                """);

        assertThat(desk.ask(0, "sim-large", 3, 4).headers())
                .contains(
                        entry("x-ratelimit-limit-project-tokens", "30000"),
                        entry("x-ratelimit-remaining-project-tokens", "29996"),
                        entry("x-ratelimit-reset-project-tokens", "8ms"));
    }

    @Test
    void openAisRefusalTellsTheWaitInTheMessageAndInBothHeaders() {
        Desk desk = Desk.profile("openai-tier-1");
        desk.ask(0, "gpt-4o", 3, 29_937);

        Desk.Asked refused = desk.ask(0, "gpt-4o", 3, 385);

        assertThat(refused.at("/error/message"))
                .isEqualTo("Rate limit reached for gpt-4o in organization org-1 on tokens per min (TPM): Limit 30000,"
                        + " Used 29937, Requested 385. Please try again in 644ms.");
        assertThat(refused.at("/error/type")).isEqualTo("tokens");
        assertThat(refused.at("/error/code")).isEqualTo("rate_limit_exceeded");
        assertThat(refused.headers())
                .contains(
                        entry("retry-after-ms", "644"),
                        entry("retry-after", "1"),
                        entry("x-ratelimit-remaining-requests", "498"),
                        entry("x-ratelimit-reset-tokens", "59.874s"));
    }

    @Test
    void openAisMoneyErrorsTellNoWait() throws IOException {
        Desk desk = Desk.of(folder, """
                profile: openai-tier-1
                spend: {limits: [{name: credit_balance_exhausted, counts: SPEND, limit: 0.001, window: ONCE}]}
                """);
        desk.ask(0, "gpt-4o", 100, 100).answered(0);

        Desk.Asked refused = desk.ask(0, "gpt-4o", 100, 100);

        assertThat(refused.decision()).isEqualTo("spend");
        assertThat(refused.response().status()).isEqualTo(429);
        assertThat(refused.at("/error/type")).isEqualTo("insufficient_quota");
        assertThat(refused.at("/error/code")).isEqualTo("credit_balance_exhausted");
        assertThat(refused.headers()).isEmpty();
    }

    @Test
    void anthropicsHeadersAreInstantsAndThousandsAndThePlainTripleIsTheTightest() {
        Desk desk = Desk.profile("anthropic-tier-1").speaking(Vendor.ANTHROPIC);
        desk.ask(0, "claude-sonnet-4-5", 600, 4_000).answered(0);

        assertThat(desk.ask(0, "claude-sonnet-4-5", 600, 100).headers())
                .containsOnly(
                        entry("anthropic-ratelimit-requests-limit", "50"),
                        entry("anthropic-ratelimit-requests-remaining", "48"),
                        entry("anthropic-ratelimit-requests-reset", "2026-11-30T00:00:03Z"),
                        entry("anthropic-ratelimit-tokens-limit", "8000"),
                        entry("anthropic-ratelimit-tokens-remaining", "4000"),
                        entry("anthropic-ratelimit-tokens-reset", "2026-11-30T00:00:30Z"),
                        entry("anthropic-ratelimit-input-tokens-limit", "30000"),
                        entry("anthropic-ratelimit-input-tokens-remaining", "29000"),
                        entry("anthropic-ratelimit-input-tokens-reset", "2026-11-30T00:00:03Z"),
                        entry("anthropic-ratelimit-output-tokens-limit", "8000"),
                        entry("anthropic-ratelimit-output-tokens-remaining", "4000"),
                        entry("anthropic-ratelimit-output-tokens-reset", "2026-11-30T00:00:30Z"));
    }

    @Test
    void anthropicRefusesWhileTheOutputIsInDebtAndTellsItsWait() {
        Desk desk = Desk.profile("anthropic-tier-1").speaking(Vendor.ANTHROPIC);
        desk.ask(0, "claude-sonnet-4-5", 10, 12_000).answered(0);

        Desk.Asked refused = desk.ask(0, "claude-sonnet-4-5", 10, 1);

        assertThat(refused.decision()).isEqualTo("rate_output");
        assertThat(refused.at("/error/message"))
                .startsWith("This request would exceed your organization's rate limit of 8000 output tokens per minute"
                        + " (org: org-1, model: claude-sonnet-4-5).");
        assertThat(refused.at("/request_id")).isEqualTo("req_1");
        assertThat(refused.headers()).contains(entry("retry-after", "31"), entry("x-should-retry", "true"));
    }

    @Test
    void azuresHeadersAreBareSecondsWithTheirRenewalPeriod() {
        Desk desk = Desk.profile("azure-openai").speaking(Vendor.AZURE);

        assertThat(desk.ask(15 * SECOND, "gpt-4o", 100, 900).headers())
                .containsOnly(
                        entry("x-ratelimit-limit-requests", "720"),
                        entry("x-ratelimit-remaining-requests", "119"),
                        entry("x-ratelimit-reset-requests", "45"),
                        entry("x-ratelimit-renewalperiod-requests", "60"),
                        entry("x-ratelimit-limit-tokens", "120000"),
                        entry("x-ratelimit-remaining-tokens", "119000"),
                        entry("x-ratelimit-reset-tokens", "45"),
                        entry("x-ratelimit-renewalperiod-tokens", "60"));
    }

    @Test
    void azuresRefusalNamesTheVersionAndTheTypeOfTheLimit() {
        Desk desk = Desk.profile("azure-openai").speaking(Vendor.AZURE);
        desk.ask(15 * SECOND, "gpt-4o", 100, 119_000);

        Desk.Asked refused = desk.ask(15 * SECOND, "gpt-4o", 100, 1_000);

        assertThat(refused.at("/error/message"))
                .startsWith("Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21"
                        + " have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 45"
                        + " seconds.");
        assertThat(refused.headers())
                .contains(
                        entry("x-ratelimit-type", "Tokens"),
                        entry("retry-after", "45"),
                        entry("retry-after-ms", "45000"));
    }

    @Test
    void geminisDayBeginsAtMidnightPacific() throws IOException {
        Desk desk = Desk.of(folder, """
                profile: gemini
                models:
                  sim-large:
                    limits:
                      requestsPerMinute: 0
                      also:
                        - {name: requests_day, counts: REQUESTS, limit: 1, calendar: DAYS, zone: America/Los_Angeles}
                """);
        desk.ask(0, "sim-large", 1, 1);

        Desk.Asked refused = desk.ask(8 * 3600 * SECOND - 1, "sim-large", 1, 1);

        assertThat(refused.decision()).isEqualTo("rate_requests_day");
        assertThat(refused.at("/error/details/0/violations/0/quotaId"))
                .isEqualTo("GenerateRequestsPerDayPerProjectPerModel");
        assertThat(refused.at("/error/details/0/violations/0/quotaValue")).isEqualTo("1");
        assertThat(desk.ask(8 * 3600 * SECOND, "sim-large", 1, 1).verdict().admitted())
                .isTrue();
    }

    @Test
    void liteLlmTellsTheWholeWindow() {
        Desk desk = Desk.profile("litellm");
        desk.ask(0, "sim-large", 10_000, 10_000).answered(0);

        Desk.Asked refused = desk.ask(20 * SECOND, "sim-large", 1, 1);

        assertThat(refused.at("/error/message"))
                .isEqualTo("Rate limit exceeded for api_key: 0123456789ab. Limit type: tokens. Current limit: 20000,"
                        + " Remaining: 0. Limit resets at: 2026-11-30 00:01:00 UTC");
        assertThat(refused.headers()).contains(entry("retry-after", "60"), entry("rate_limit_type", "tokens"));
    }

    @Test
    void bedrockReservesMaxTokensAndRefusesWithoutAHint() {
        Desk desk = Desk.profile("bedrock");
        desk.ask(0, "sim-large", 100_000, 99_000);

        Desk.Asked refused = desk.ask(0, "sim-large", 1_000, 1);

        assertThat(refused.at("/message")).isEqualTo("Too many tokens, please wait before trying again.");
        assertThat(refused.headers())
                .contains(entry("x-amzn-errortype", "ThrottlingException"))
                .doesNotContainKeys("retry-after", "x-ratelimit-remaining-tokens");
    }

    @Test
    void openRoutersLimitsAreAnAccountsOverAllFreeModels() {
        Desk desk = Desk.profile("openrouter");
        for (int i = 0; i < 20; i++) {
            desk.ask(0, i % 2 == 0 ? "sim-large" : "sim-small", 1, 1);
        }

        Desk.Asked refused = desk.ask(SECOND, "sim-small", 1, 1);

        assertThat(refused.at("/error/message")).isEqualTo("Rate limit exceeded: free-models-per-min. ");
        assertThat(refused.headers()).contains(entry("x-ratelimit-limit", "20"), entry("x-ratelimit-remaining", "0"));
    }

    @Test
    void envoySaysNothingButThatItWasEnvoy() {
        Desk desk = Desk.profile("envoy");
        desk.ask(0, "sim-large", 10_000, 10_001).answered(0);

        Desk.Asked refused = desk.ask(SECOND, "sim-large", 1, 1);

        assertThat(refused.response().body()).isEmpty();
        assertThat(refused.headers())
                .contains(
                        entry("x-envoy-ratelimited", "true"),
                        entry("x-ratelimit-limit", "20000, 20000;w=60"),
                        entry("x-ratelimit-remaining", "0"),
                        entry("x-ratelimit-reset", "59"));
    }
}
