package io.tokenweir.connect.objects;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in an S3-compatible store. {@code If-None-Match: *} on PUT is the no-overwrite condition; the store answers 412
 * when the object exists (some answer 304), and 409 when another writer is at it, which is a reason to try again.
 */
final class S3ObjectStore implements ObjectStore {
    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private Path scratch;

    private S3ObjectStore(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** A client for {@code s3://bucket/prefix}; an empty access key means the SDK's default chain of credentials. */
    static S3ObjectStore open(
            URI url, String endpoint, String region, boolean pathStyle, String accessKey, String secretKey) {
        AwsCredentialsProvider credentials = accessKey.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(region))
                .forcePathStyle(pathStyle)
                // Other vendors' stores do not all know Amazon's newer checksum trailers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(credentials);
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(URI.create(endpoint));
        }
        String path = url.getPath() == null ? "" : url.getPath().replaceAll("^/+|/+$", "");
        return new S3ObjectStore(builder.build(), url.getHost(), path.isEmpty() ? "" : path + "/");
    }

    @Override
    public Path scratch() throws IOException {
        if (scratch == null) {
            scratch = Files.createTempDirectory("tokenweir-objects");
        }
        return scratch;
    }

    @Override
    public Put putIfAbsent(String key, Path file, ChunkInfo info) throws IOException {
        try {
            client.putObject(
                    request -> request.bucket(bucket)
                            .key(prefix + key)
                            .ifNoneMatch("*")
                            .contentType("application/vnd.apache.parquet")
                            .metadata(info.toMetadata()),
                    RequestBody.fromFile(file));
            return Put.CREATED;
        } catch (AwsServiceException e) {
            if (e.statusCode() == 412 || e.statusCode() == 304) {
                return Put.EXISTS;
            }
            throw translated("PUT " + key, e);
        } catch (SdkClientException e) {
            throw unreachable("PUT " + key, e);
        }
    }

    @Override
    public Optional<ChunkInfo> describe(String key) throws IOException {
        try {
            return Optional.of(ChunkInfo.of(
                    key,
                    client.headObject(request -> request.bucket(bucket).key(prefix + key))
                            .metadata()));
        } catch (AwsServiceException e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw translated("HEAD " + key, e);
        } catch (SdkClientException e) {
            throw unreachable("HEAD " + key, e);
        }
    }

    @Override
    public List<String> keys(String keyPrefix) throws IOException {
        try {
            return client
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + keyPrefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(prefix.length()))
                    .sorted()
                    .toList();
        } catch (AwsServiceException e) {
            throw translated("LIST " + keyPrefix, e);
        } catch (SdkClientException e) {
            throw unreachable("LIST " + keyPrefix, e);
        }
    }

    @Override
    public List<String> folders(String keyPrefix) throws IOException {
        String full = prefix + keyPrefix;
        try {
            return client
                    .listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(full).delimiter("/"))
                    .commonPrefixes()
                    .stream()
                    .map(CommonPrefix::prefix)
                    .map(folder -> folder.substring(full.length(), folder.length() - 1))
                    .sorted()
                    .toList();
        } catch (AwsServiceException e) {
            throw translated("LIST " + keyPrefix, e);
        } catch (SdkClientException e) {
            throw unreachable("LIST " + keyPrefix, e);
        }
    }

    /** Refusals that only a person can mend end the task; 409, 429 and 5xx are worth another try. */
    private IOException translated(String what, AwsServiceException e) {
        int status = e.statusCode();
        if (status == 409 || status == 429 || status >= 500) {
            return new IOException(what + " answered " + status, e);
        }
        String mend = switch (status) {
            case 401, 403 -> "check s3.access.key, s3.secret.key and the bucket's policy";
            case 404 -> "create the bucket, or mend store.url";
            case 501 -> "the store must know If-None-Match on PUT";
            default -> "check store.url, s3.endpoint and s3.region";
        };
        throw new ConnectException(
                "The bucket " + bucket + " refused " + what + " with " + status + "; " + mend + ".", e);
    }

    private static IOException unreachable(String what, SdkClientException e) {
        return new IOException(what + " got no answer: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        client.close();
        if (scratch != null) {
            try {
                Files.deleteIfExists(scratch);
            } catch (IOException e) {
                // a file of an interrupted publish is left to the system's own cleaning of its temp folder
                scratch.toFile().deleteOnExit();
            }
        }
    }
}
