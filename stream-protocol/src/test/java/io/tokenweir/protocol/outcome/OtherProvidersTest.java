package io.tokenweir.protocol.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.protocol.provider.ErrorBody;

class OtherProvidersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "429|rate_limit_error|-|This request would exceed your organization's rate limit of 30,000 input tokens per minute|RATE_TOKENS",
                "429|rate_limit_error|-|This request would exceed your organization's rate limit of 50 requests per minute|RATE_REQUESTS",
                "429|rate_limit_error|-|would exceed the maximum usage increase rate for input tokens per minute. Please scale up more gradually|RAMP",
                "429|rate_limit_error|enforced_spend_limit_reached|Spend limit|QUOTA",
                "402|billing_error|-|-|QUOTA",
                "400|invalid_request_error|-|Your credit balance is too low|QUOTA",
                "400|invalid_request_error|-|prompt is too long: 210000 tokens > 200000 maximum|CONTEXT_LENGTH",
                "401|authentication_error|-|invalid x-api-key|AUTH",
                "403|permission_error|-|-|PERMISSION",
                "413|request_too_large|-|-|BAD_REQUEST",
                "500|api_error|-|-|SERVER_ERROR",
                "504|timeout_error|-|-|SERVER_TIMEOUT",
                "529|overloaded_error|-|Overloaded|OVERLOAD"
            })
    void classifiesWhatAnthropicSends(int status, String type, String code, String message, Outcome expected) {
        assertThat(outcome("anthropic", status, type, code, message)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "429|RateLimitReached|Rate limit of 2000 per 60s exceeded for UserByModelByMinute|RATE_REQUESTS",
                "429|429|Requests have exceeded token rate limit of your tier. Please retry after 9 seconds.|RATE_TOKENS",
                "429|429|Requests have exceeded call rate limit. Please retry after 86400 seconds.|RATE_DAY",
                "400|content_filter|The response was filtered|CONTENT_FILTER",
                "404|DeploymentNotFound|The API deployment for this resource does not exist|BAD_REQUEST"
            })
    void classifiesWhatAzureSends(int status, String code, String message, Outcome expected) {
        assertThat(outcome("azure-openai", status, null, code, message)).isEqualTo(expected);
    }

    private static Outcome outcome(String provider, int status, String type, String code, String message) {
        ErrorBody error = new ErrorBody(type, code, message, null);
        Ending ending = new Ending(Transport.COMPLETE, status, Map.of(), error, false, true, false, null, null);
        return OutcomeClassifier.forProvider(provider, Clock.systemUTC())
                .classify(ending)
                .outcome();
    }
}
