package io.tokenweir.protocol.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.tokenweir.protocol.provider.ErrorBody;

class OutcomeClassifierTest {
    private final OutcomeClassifier classifier = OutcomeClassifier.forProvider("openai", Clock.systemUTC());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "429|requests|rate_limit_exceeded|Rate limit reached for m on requests per min (RPM): Limit 3|RATE_REQUESTS",
                "429|tokens|rate_limit_exceeded|Rate limit reached for m on tokens per min (TPM): Limit 3|RATE_TOKENS",
                "429|requests|rate_limit_exceeded|Rate limit reached for m on requests per day (RPD): Limit 200|RATE_DAY",
                "429|tokens|rate_limit_exceeded|Request too large for m on tokens per min (TPM): Limit 3|TOO_LARGE_FOR_LIMIT",
                "429|insufficient_quota|insufficient_quota|You exceeded your current quota|QUOTA",
                "429|insufficient_quota|credit_balance_exhausted|You have no credits remaining.|QUOTA",
                "429|rate_limit_error|slow_down|Reduce your rate|RAMP",
                "429|-|-|Token limit is exceeded. Try again in 41 seconds.|RATE_TOKENS",
                "429|-|-|Rate limit is exceeded. Try again in 7 seconds.|RATE_REQUESTS",
                "403|-|-|Token quota is exceeded. Try again in 21 minutes and 33 seconds.|QUOTA",
                "403|-|-|Forbidden|PERMISSION",
                "403|request_forbidden|unsupported_country_region_territory|Country not supported|PERMISSION",
                "429|-|429|Requests to the Operation have exceeded token rate limit of your tier. Please retry after 9 seconds.|RATE_TOKENS",
                "429|-|429|Requests to the Operation have exceeded call rate limit of your tier.|RATE_REQUESTS",
                "429|-|-|concurrency limit reached|CONCURRENCY",
                "429|-|-|-|RATE_UNSPECIFIED",
                "401|invalid_request_error|invalid_api_key|Incorrect API key|AUTH",
                "400|invalid_request_error|context_length_exceeded|too long|CONTEXT_LENGTH",
                "400|invalid_request_error|content_filter|filtered|CONTENT_FILTER",
                "404|invalid_request_error|model_not_found|does not exist|BAD_REQUEST",
                "500|server_error|-|oops|SERVER_ERROR",
                "502|-|-|-|GATEWAY",
                "503|service_unavailable_error|server_is_overloaded|overloaded|OVERLOAD",
                "504|-|-|-|SERVER_TIMEOUT",
                "302|-|-|-|BAD_REQUEST",
            })
    void classifiesRefusals(int status, String type, String code, String message, Outcome expected) {
        Ending ending = ending(Transport.COMPLETE, status, new ErrorBody(type, code, message, null));
        assertThat(classifier.classify(ending).outcome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT_FAILED,CONNECT_FAILED",
        "RESET,RESET",
        "CLOSED_BEFORE_ANSWER,RESET",
        "CUT,TRUNCATED",
        "TIMED_OUT,CLIENT_TIMEOUT",
        "CANCELLED,CLIENT_CANCELLED",
        "MALFORMED,MALFORMED"
    })
    void classifiesWhatTheTransportSaw(Transport transport, Outcome expected) {
        assertThat(classifier.classify(ending(transport, 200, ErrorBody.NONE)).outcome())
                .isEqualTo(expected);
    }

    @Test
    void callsAStreamWithoutItsEndTruncated() {
        Ending ending = new Ending(Transport.COMPLETE, 200, Map.of(), ErrorBody.NONE, true, false, false, "stop", null);
        assertThat(classifier.classify(ending).outcome()).isEqualTo(Outcome.TRUNCATED);
    }

    @Test
    void tellsAnErrorInsideAStreamFromARefusal() {
        ErrorBody error = new ErrorBody("server_error", null, "The server had an error", null);
        Ending ending = new Ending(Transport.COMPLETE, 200, Map.of(), error, true, false, true, null, null);
        assertThat(classifier.classify(ending).outcome()).isEqualTo(Outcome.STREAM_ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "requests|rate_limit_exceeded|Rate limit reached|RATE_REQUESTS",
                "tokens|rate_limit_exceeded|Rate limit reached|RATE_TOKENS",
                "-|rate_limit_exceeded|Rate limit reached for m on tokens per min (TPM): Limit 3, Used 3|RATE_TOKENS",
                "-|rate_limit_exceeded|Rate limit reached for m on requests per min (RPM): Limit 3, Used 3|RATE_REQUESTS",
                "tokens|rate_limit_exceeded|Request too large for m on tokens per min (TPM): Limit 3|TOO_LARGE_FOR_LIMIT",
                "rate_limit_error|slow_down|Reduce your rate|RAMP",
                "-|rate_limit_exceeded|Rate limit reached|RATE_UNSPECIFIED",
            })
    void tellsWhichLimitAnErrorInsideAStreamMeans(String type, String code, String message, Outcome expected) {
        ErrorBody error = new ErrorBody(type, code, message, null);
        Ending ending = new Ending(Transport.COMPLETE, 200, Map.of(), error, true, false, true, null, null);
        assertThat(classifier.classify(ending).outcome()).isEqualTo(expected);
    }

    @Test
    void goesByHeadersWhereTheBodyIsSilent() {
        Ending ending = new Ending(
                Transport.COMPLETE,
                429,
                Map.of("x-ratelimit-type", "Tokens"),
                ErrorBody.NONE,
                false,
                true,
                false,
                null,
                null);
        assertThat(classifier.classify(ending).outcome()).isEqualTo(Outcome.RATE_TOKENS);
    }

    @Test
    void masksKeysInTheEvidence() {
        ErrorBody error =
                new ErrorBody(null, "invalid_api_key", "Incorrect API key provided: sk-sim-abcdef123456.", null);
        Classification classification = classifier.classify(ending(Transport.COMPLETE, 401, error));
        assertThat(classification.evidence())
                .contains("rule unauthorised by status")
                .doesNotContain("abcdef");
    }

    private static Ending ending(Transport transport, int status, ErrorBody error) {
        return new Ending(transport, status, Map.of(), error, false, true, false, null, null);
    }
}
