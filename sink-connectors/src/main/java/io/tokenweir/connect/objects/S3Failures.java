package io.tokenweir.connect.objects;

import java.io.IOException;
import java.util.Set;

import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What to do about a refusal by an S3 server, in one sentence: an {@link IOException} where trying again may help, a
 * {@link ConnectException} where a person must mend something first. Goes by the error code, and where there is none (a HEAD
 * has no body, other vendors invent their own) by the status.
 */
final class S3Failures {
    private static final Set<String> PASSING = Set.of(
            "SlowDown",
            "ServiceUnavailable",
            "InternalError",
            "RequestTimeout",
            "OperationAborted",
            "Throttling",
            "ThrottlingException",
            "RequestLimitExceeded");

    private final String bucket;
    private final String endpoint;

    /** @param endpoint where the server is, for the reader */
    S3Failures(String bucket, String endpoint) {
        this.bucket = bucket;
        this.endpoint = endpoint;
    }

    IOException of(String what, AwsServiceException e) {
        int status = e.statusCode();
        String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
        String said = "The bucket " + bucket + " at " + endpoint + " refused " + what.strip() + " with " + status
                + (code.isEmpty() ? "" : " " + code);
        if (PASSING.contains(code)
                || status == 408
                || status == 409
                || status == 429
                || status >= 500 && status != 501) {
            return new IOException(said, e);
        }
        throw new ConnectException(
                said + ": " + mend(status, code) + ", then restart the task; nothing is lost, unpublished records are"
                        + " read again from Kafka.",
                e);
    }

    private String mend(int status, String code) {
        return switch (code) {
            case "NoSuchBucket" -> "the bucket does not exist; create it, or mend 'store.url'";
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
                "the credentials have expired; renew them, or leave 's3.access.key' empty so that the SDK's own chain"
                        + " renews them";
            case "InvalidAccessKeyId", "InvalidToken" ->
                "the server does not know the access key; mend 's3.access.key'";
            case "SignatureDoesNotMatch" -> "the secret does not belong to the access key; mend 's3.secret.key'";
            case "RequestTimeTooSkewed" ->
                "this machine's clock is more than 15 minutes off the server's; set it, e.g. by NTP";
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException" ->
                "the bucket lies in another region; mend 's3.region'";
            case "NotImplemented" -> "the server must know If-None-Match on PUT; use one that does";
            case "EntityTooLarge" -> "the object is too big for the server; lower 'flush.records' or 'flush.bytes'";
            default -> byStatus(status);
        };
    }

    private static String byStatus(int status) {
        return switch (status) {
            case 301, 307 -> "the bucket lies in another region; mend 's3.region'";
            case 401, 403 ->
                "access is denied; check 's3.access.key', 's3.secret.key', whether they have expired, and the bucket's"
                        + " policy, which must allow PutObject, GetObject and ListBucket";
            case 404 -> "the bucket does not exist; create it, or mend 'store.url'";
            case 501 -> "the server must know If-None-Match on PUT; use one that does";
            default -> "check 'store.url', 's3.endpoint' and 's3.region'";
        };
    }

    /** No answer at all: the server may have done it or not. */
    IOException of(String what, SdkClientException e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage().split("\n", 2)[0];
        if (reason.contains("Unable to load credentials")) {
            throw new ConnectException(
                    "No credentials for the bucket " + bucket
                            + ": set 's3.access.key' and 's3.secret.key', or provide them"
                            + " to the AWS SDK (environment, profile, instance role).",
                    e);
        }
        return new IOException(what + " got no answer from " + endpoint + ": " + reason, e);
    }
}
