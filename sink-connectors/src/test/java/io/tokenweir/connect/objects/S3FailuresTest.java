package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FailuresTest {
    private final S3Failures failures = new S3Failures("lake", "http://127.0.0.1:9000");

    private static AwsServiceException refusal(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(
                        code == null
                                ? null
                                : AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | NoSuchBucket                 | the bucket does not exist; create it, or mend 'store.url'
            403 | AccessDenied                 | access is denied; check 's3.access.key', 's3.secret.key', whether they have expired
            403 |                              | access is denied; check 's3.access.key', 's3.secret.key', whether they have expired
            403 | InvalidAccessKeyId           | does not know the access key; mend 's3.access.key'
            403 | SignatureDoesNotMatch        | the secret does not belong to the access key; mend 's3.secret.key'
            400 | ExpiredToken                 | the credentials have expired; renew them
            403 | RequestTimeTooSkewed         | clock is more than 15 minutes off the server's; set it
            301 | PermanentRedirect            | the bucket lies in another region; mend 's3.region'
            501 | NotImplemented               | the server must know If-None-Match on PUT
            507 |                              | refused PUT t/a with 507
            """)
    void saysWhatToMend(int status, String code, String words) {
        assertThatThrownBy(() -> {
                    throw failures.of("PUT t/a", refusal(status, code));
                })
                .hasMessageContaining(words)
                .hasMessageStartingWith("The bucket lake at http://127.0.0.1:9000 refused PUT t/a with " + status);
    }

    @ParameterizedTest
    @CsvSource({"503,SlowDown", "500,InternalError", "409,OperationAborted", "429,", "400,RequestTimeout", "507,"})
    void triesAgainWhatMayPass(int status, String code) {
        assertThat(failures.of("PUT t/a", refusal(status, code))).hasMessageContaining("refused PUT t/a");
    }

    @Test
    void triesAgainWhenThereWasNoAnswer() {
        assertThat(failures.of(
                        "PUT t/a", SdkClientException.create("Unable to execute HTTP request: Connection refused")))
                .hasMessage(
                        "PUT t/a got no answer from http://127.0.0.1:9000: Unable to execute HTTP request: Connection refused");
    }

    @Test
    void saysWhereToPutCredentialsWhenThereAreNone() {
        assertThatThrownBy(() -> failures.of(
                        "PUT t/a", SdkClientException.create("Unable to load credentials from any of the providers")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("set 's3.access.key' and 's3.secret.key'");
    }
}
