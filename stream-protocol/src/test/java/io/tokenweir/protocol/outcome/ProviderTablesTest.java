package io.tokenweir.protocol.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.tokenweir.protocol.provider.ErrorBody;

class ProviderTablesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "429|ThrottlingException|Too many requests, please wait before trying again.|RATE_REQUESTS",
                "429|ThrottlingException|Too many tokens, please wait before trying again.|RATE_TOKENS",
                "429|ThrottlingException|Too many tokens per day, please wait before trying again.|RATE_DAY",
                "429|ThrottlingException|-|RATE_UNSPECIFIED",
                "429|ModelNotReadyException|-|OVERLOAD",
                "400|ServiceQuotaExceededException|-|QUOTA",
                "400|ValidationException|Input is too long for requested model.|CONTEXT_LENGTH",
                "403|AccessDeniedException|-|PERMISSION",
                "403|UnrecognizedClientException|-|AUTH",
                "408|ModelTimeoutException|-|SERVER_TIMEOUT",
                "424|ModelErrorException|-|SERVER_ERROR",
                "503|ServiceUnavailableException|-|OVERLOAD"
            })
    void classifiesWhatBedrockSends(int status, String type, String message, Outcome expected) {
        assertThat(outcome("bedrock", status, Map.of("x-amzn-errortype", type), message, null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "429|You exceeded your current quota|\"quotaId\": \"GenerateRequestsPerMinutePerProjectPerModel\"|RATE_REQUESTS",
                "429|You exceeded your current quota|\"quotaId\": \"GenerateContentInputTokensPerModelPerMinute\"|RATE_TOKENS",
                "429|You exceeded your current quota|\"quotaId\": \"GenerateRequestsPerDayPerProjectPerModel\"|RATE_DAY",
                "429|You exceeded your current quota, please check your plan and billing details.|\"quotaId\": \"GenerateRequestsPerDayPerProjectPerModel\"|RATE_DAY",
                "429|Your prepayment credits are depleted|-|QUOTA",
                "429|Resource exhausted. Please try again later.|-|SHARED_CAPACITY",
                "400|API key not valid. Please pass a valid API key.|-|AUTH",
                "400|The input token count exceeds the maximum|-|CONTEXT_LENGTH",
                "503|The model is overloaded.|-|OVERLOAD",
                "504|Deadline expired|-|SERVER_TIMEOUT"
            })
    void classifiesWhatGeminiSends(int status, String message, String body, Outcome expected) {
        assertThat(outcome("gemini", status, Map.of(), message, body)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429|rate_limit_type|tokens|Rate limit exceeded|RATE_TOKENS",
                "429|x|y|Rate limit exceeded for api_key. Limit type: requests. Current limit: 5|RATE_REQUESTS",
                "429|x|y|Crossed max_parallel_requests|CONCURRENCY",
                "400|x|y|Budget has been exceeded! Current cost: 3|QUOTA",
                "429|x-ai-ratelimit-retry-after|9|API rate limit exceeded for provider azure|RATE_TOKENS",
                "429|x-envoy-ratelimited|true|-|RATE_UNSPECIFIED",
                "413|x|y|Request too large for model `m` on tokens per minute (TPM): Limit 6000|TOO_LARGE_FOR_LIMIT",
                "503|x|y|The request queue is full.|OVERLOAD",
                "400|x|y|This model's maximum context length is 4096 tokens|CONTEXT_LENGTH",
                "418|x|y|teapot|UNCLASSIFIED"
            })
    void classifiesWhatServersAndGatewaysSend(
            int status, String header, String value, String message, Outcome expected) {
        assertThat(outcome("vllm", status, Map.of(header, value), message, null))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "azure-openai", "bedrock", "gemini", "generic", "openai", "vllm"})
    void knowsTheCommonEndingsAtEveryProvider(String provider) {
        assertThat(outcome(provider, 200, Map.of(), null, null)).isEqualTo(Outcome.OK);
        assertThat(outcome(provider, 429, Map.of(), null, null)).isEqualTo(Outcome.RATE_UNSPECIFIED);
        assertThat(outcome(provider, 529, Map.of(), null, null)).isEqualTo(Outcome.OVERLOAD);
        assertThat(outcome(provider, 502, Map.of(), null, null)).isEqualTo(Outcome.GATEWAY);
        assertThat(outcome(provider, 401, Map.of(), null, null)).isEqualTo(Outcome.AUTH);
    }

    @Test
    void readsTheDelayOfGooglesRetryInfo() {
        Ending ending = ending(429, Map.of(), null, "{\"details\":[{\"retryDelay\": \"26s\"}]}");
        assertThat(OutcomeClassifier.forProvider("gemini", Clock.systemUTC())
                        .classify(ending)
                        .retryAfterNanos())
                .isEqualTo(26_000_000_000L);
    }

    @Test
    void putsTheScenariosRulesFirst() throws Exception {
        JsonNode rules =
                JSON.readTree("[{\"name\": \"ours\", \"status\": 429, \"message\": \"tea\", \"outcome\": \"RAMP\"}]");
        OutcomeClassifier classifier = OutcomeClassifier.forProvider("openai", rules, Clock.systemUTC());
        assertThat(classifier.classify(ending(429, Map.of(), "tea time", null)).outcome())
                .isEqualTo(Outcome.RAMP);
        assertThat(classifier.classify(ending(429, Map.of(), "(TPM)", null)).outcome())
                .isEqualTo(Outcome.RATE_TOKENS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"statos\": 429, \"outcome\": \"RAMP\"}]|target.rules, rule 1: unknown key 'statos'",
                "[{\"status\": 429, \"outcome\": \"RUMP\"}]|target.rules, rule 1: 'outcome' is one of",
                "[{\"message\": \"(\", \"outcome\": \"RAMP\"}]|target.rules, rule 1: not a regular expression",
                "[{\"include\": \"acme\"}]|No outcome rules for provider acme; known: anthropic",
                "{\"status\": 429}|target.rules: write a list"
            })
    void saysWhatIsWrongWithARule(String rules, String sentence) throws Exception {
        JsonNode first = JSON.readTree(rules);
        assertThatThrownBy(() -> OutcomeClassifier.forProvider("openai", first, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    private static Outcome outcome(
            String provider, int status, Map<String, String> headers, String message, String body) {
        return OutcomeClassifier.forProvider(provider, Clock.systemUTC())
                .classify(ending(status, headers, message, body))
                .outcome();
    }

    private static Ending ending(int status, Map<String, String> headers, String message, String body) {
        ErrorBody error = new ErrorBody(null, null, message, null);
        return new Ending(Transport.COMPLETE, status, headers, error, false, true, false, null, null, body);
    }
}
