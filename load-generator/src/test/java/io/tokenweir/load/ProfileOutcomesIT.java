package io.tokenweir.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.protocol.limit.LimitHeaders;
import io.tokenweir.protocol.outcome.Classification;
import io.tokenweir.protocol.outcome.Ending;
import io.tokenweir.protocol.outcome.Outcome;
import io.tokenweir.protocol.outcome.OutcomeClassifier;
import io.tokenweir.protocol.outcome.Transport;
import io.tokenweir.protocol.provider.Api;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;

/**
 * Each profile's refusals, over HTTP, through our own tables of outcomes: what a provider means is what we make of it. A
 * provider serves one model per kind of limit; a model is asked until it refuses.
 */
class ProfileOutcomesIT {
    private static final int MOST = 8;
    private static final String NO_LIMITS =
            "requestsPerMinute: 0, requestsPerDay: 0, tokensPerMinute: 0, tokensPerDay: 0,"
                    + " inputTokensPerMinute: 0, outputTokensPerMinute: 0, concurrency: 0, sliceSeconds: 0";
    private static final String AT_ONCE = "engine: {mode: FIXED, frontMillis: 0, ttftMillis: 0, interTokenMillis: 0}";
    private static final Map<String, SimulatedProvider> PROVIDERS = new HashMap<>();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    @AfterAll
    static void stop() {
        PROVIDERS.values().forEach(SimulatedProvider::close);
    }

    @ParameterizedTest(name = "{0}: {3} is {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                // profile | voice | table | limit | outcome | whether a wait is told
                "openai-tier-1|openai|openai|requests|RATE_REQUESTS|yes",
                "openai-tier-1|openai|openai|tokens|RATE_TOKENS|yes",
                "openai-tier-1|openai|openai|requests_day|RATE_DAY|yes",
                "openai-tier-1|openai|openai|tokens_day|RATE_DAY|yes",
                "openai-tier-1|openai|openai|too_large|TOO_LARGE_FOR_LIMIT|no",
                "openai-tier-1|openai|openai|slow_down|RAMP|yes",
                "openai-tier-1|openai|openai|insufficient_quota|QUOTA|no",
                "openai-tier-1|openai|openai|credit_balance_exhausted|QUOTA|no",
                "openai-tier-1|openai|openai|organization_spend_limit_exceeded|QUOTA|no",
                "openai-tier-1|openai|openai|project_spend_limit_exceeded|QUOTA|no",
                "openai-tier-1|openai|openai|organization_usage_limit_exceeded|QUOTA|no",
                "anthropic-tier-1|anthropic|anthropic|requests|RATE_REQUESTS|yes",
                "anthropic-tier-1|anthropic|anthropic|input_tokens|RATE_TOKENS|yes",
                "anthropic-tier-1|anthropic|anthropic|output_tokens|RATE_TOKENS|yes",
                "anthropic-tier-1|anthropic|anthropic|slow_down|RAMP|yes",
                "anthropic-tier-1|anthropic|anthropic|monthly_spend|QUOTA|no",
                "anthropic-tier-1|anthropic|anthropic|customer_limit|QUOTA|no",
                "anthropic-tier-1|anthropic|anthropic|credit_balance|QUOTA|no",
                "anthropic-tier-1|anthropic|anthropic|billing|QUOTA|no",
                "azure-openai|azure-openai|azure-openai|requests|RATE_REQUESTS|yes",
                "azure-openai|azure-openai|azure-openai|tokens|RATE_TOKENS|yes",
                "azure-openai|azure-openai|azure-openai|too_large|RATE_TOKENS|yes",
                "azure-openai|azure-openai|azure-openai|requests_day|RATE_DAY|yes",
                "azure-openai|azure-openai|azure-openai|spent|QUOTA|no",
                "bedrock|bedrock|bedrock|requests|RATE_REQUESTS|no",
                "bedrock|bedrock|bedrock|tokens|RATE_TOKENS|no",
                "bedrock|bedrock|bedrock|tokens_day|RATE_DAY|no",
                "bedrock|bedrock|bedrock|spent|QUOTA|no",
                "gemini|gemini|gemini|requests|RATE_REQUESTS|yes",
                "gemini|gemini|gemini|input_tokens|RATE_TOKENS|yes",
                "gemini|gemini|gemini|requests_day|RATE_DAY|yes",
                "gemini|gemini|gemini|spent|QUOTA|no",
                "litellm|litellm|generic|requests|RATE_REQUESTS|yes",
                "litellm|litellm|generic|tokens|RATE_TOKENS|yes",
                "litellm|litellm|generic|budget|QUOTA|no",
                "kong|kong|generic|tokens|RATE_TOKENS|yes",
                "envoy|envoy|generic|tokens|RATE_UNSPECIFIED|no",
                "groq|groq|generic|requests|RATE_REQUESTS|yes",
                "groq|groq|generic|tokens|RATE_TOKENS|yes",
                "groq|groq|generic|requests_day|RATE_DAY|yes",
                "groq|groq|generic|too_large|TOO_LARGE_FOR_LIMIT|no",
                "mistral|mistral|generic|tokens|RATE_TOKENS|no",
                "mistral|mistral|generic|requests|RATE_UNSPECIFIED|no",
                "openrouter|openrouter|generic|requests|RATE_UNSPECIFIED|no",
                "openrouter|openrouter|generic|requests_day|RATE_DAY|no",
                "openrouter|openrouter|generic|credits|QUOTA|no"
            })
    void aRefusalIsClassifiedAsItIsMeant(
            String profile, String voice, String table, String limit, Outcome outcome, String told) throws Exception {
        Classification seen = classify(table, refusal(provider(profile, voice), limit));

        assertThat(seen.outcome()).as(seen.evidence()).isEqualTo(outcome);
        assertThat(seen.retryAfterNanos() > 0).as("a wait is told").isEqualTo(told.equals("yes"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "llm-token-limit: [{tokens-per-minute: 25, algorithm: slidingWindow60s}]|RATE_TOKENS",
                "llm-token-limit: [{tokens-per-minute: 25, algorithm: bucketWithDebt}]|RATE_TOKENS",
                "llm-token-limit: [{token-quota: 25, token-quota-period: Monthly}]|QUOTA",
                "rate-limit-by-key: [{calls: 1, renewal-period: 60}]|RATE_REQUESTS",
                "quota-by-key: [{calls: 1, renewal-period: 86400}]|QUOTA"
            })
    void aGatewaysRefusalIsClassifiedAsItIsMeant(String policy, Outcome outcome) throws Exception {
        try (SimulatedProvider gateway = start("profile: azure-openai\ngateway: {" + policy + "}\n" + "models: {free: {"
                + AT_ONCE + ", limits: {" + NO_LIMITS + "}}}\n")) {
            Classification seen = classify("azure-openai", refusal(gateway, "free"));

            assertThat(seen.outcome()).as(seen.evidence()).isEqualTo(outcome);
            assertThat(seen.retryAfterNanos()).isPositive();
        }
    }

    @ParameterizedTest(name = "{0} tells {2}")
    @CsvSource({
        "openai-tier-1, openai, requests, 1",
        "openai-tier-1, openai, tokens, 25",
        "anthropic-tier-1, anthropic, requests, 1",
        "anthropic-tier-1, anthropic, input-tokens, 25",
        "anthropic-tier-1, anthropic, output-tokens, 5",
        "azure-openai, azure-openai, tokens, 25",
        "groq, groq, requests, 1",
        "kong, kong, minute-openai, 25",
        "litellm, litellm, tokens, 25"
    })
    void theHeadersOfALimitAreRead(String profile, String voice, String axis, double limit) throws Exception {
        String model = axis.equals("minute-openai") ? "tokens" : axis.replace('-', '_');

        HttpResponse<String> answer = ask(provider(profile, voice), model);

        assertThat(LimitHeaders.of(
                        axis,
                        LimitHeaders.read(headers(answer), Clock.systemUTC().instant())))
                .satisfies(read -> {
                    assertThat(read.limit()).isEqualTo(limit);
                    assertThat(read.remaining()).isBetween(0.0, limit);
                });
    }

    private static SimulatedProvider provider(String profile, String voice) {
        return PROVIDERS.computeIfAbsent(
                profile, p -> start("""
                profile: %s
                voices: {openai: %s}
                spend: {otherwise: {input: 1000, output: 1000}, limits: []}
                models:
                  requests: {%4$s, limits: {%3$s, requestsPerMinute: 1, also: []}}
                  tokens: {%4$s, limits: {%3$s, tokensPerMinute: 25, also: []}}
                  input_tokens: {%4$s, limits: {%3$s, inputTokensPerMinute: 25, also: []}}
                  output_tokens: {%4$s, limits: {%3$s, outputTokensPerMinute: 5, also: []}}
                  requests_day: {%4$s, limits: {%3$s, requestsPerDay: 1, also: []}}
                  tokens_day: {%4$s, limits: {%3$s, tokensPerDay: 25, also: []}}
                  too_large: {%4$s, limits: {%3$s, tokensPerMinute: 5, also: []}}
                  slow_down: {%4$s, limits: {%3$s, also: [{name: slow_down, counts: RAMP, limit: 25, window: RAMP}]}}
                """.formatted(profile, voice, NO_LIMITS, AT_ONCE) + spend()));
    }

    private static String spend() {
        StringBuilder models = new StringBuilder();
        for (String name : new String[] {
            "insufficient_quota",
            "credit_balance_exhausted",
            "organization_spend_limit_exceeded",
            "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
            "monthly_spend",
            "customer_limit",
            "credit_balance",
            "billing",
            "spent",
            "budget",
            "credits"
        }) {
            models.append("  ")
                    .append(name)
                    .append(": {")
                    .append(AT_ONCE)
                    .append(", limits: {")
                    .append(NO_LIMITS)
                    .append(", also: [{name: ");
            models.append(name).append(", counts: SPEND, limit: 0.01, calendar: MONTHS}]}}\n");
        }
        return models.toString();
    }

    private static SimulatedProvider start(String yaml) {
        try {
            Path file = Files.writeString(Files.createTempFile(folder, "provider", ".yaml"), yaml);
            return SimulatedProvider.start(SimulatorConfig.load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> refusal(SimulatedProvider provider, String model) throws Exception {
        HttpResponse<String> answer = ask(provider, model);
        for (int i = 1; answer.statusCode() == 200 && i < MOST; i++) {
            answer = ask(provider, model);
        }
        return answer;
    }

    private static HttpResponse<String> ask(SimulatedProvider provider, String model) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.apiUrl() + "/chat/completions"))
                .header("Authorization", "Bearer sk-" + model)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"" + model
                        + "\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hello river\"}]}"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Classification classify(String table, HttpResponse<String> answer) {
        byte[] body = answer.body().getBytes(UTF_8);
        Ending ending = new Ending(
                Transport.COMPLETE,
                answer.statusCode(),
                headers(answer),
                Api.OPENAI_CHAT.adapter(null).error(body, body.length),
                false,
                true,
                false,
                null,
                null,
                answer.body());
        return OutcomeClassifier.forProvider(table, Clock.systemUTC()).classify(ending);
    }

    private static Map<String, String> headers(HttpResponse<String> answer) {
        Map<String, String> headers = new HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }
}
