package io.tokenweir.connect.objects;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(90);

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final S3Failures failures;
    private Path scratch;

    private S3ObjectStore(S3Client client, String bucket, String prefix, S3Failures failures) {
        this.failures = failures;
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
                // Far below max.poll.interval.ms, within which the task must be back.
                .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
                // Other vendors' stores do not all know bodies that are signed piece by piece.
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .credentialsProvider(credentials);
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(URI.create(endpoint));
        }
        String path = url.getPath() == null ? "" : url.getPath().replaceAll("^/+|/+$", "");
        String bucket = url.getAuthority();
        return new S3ObjectStore(
                builder.build(),
                bucket,
                path.isEmpty() ? "" : path + "/",
                new S3Failures(bucket, endpoint.isEmpty() ? "Amazon S3, " + region : endpoint));
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
            throw failures.of("PUT " + key, e);
        } catch (SdkClientException e) {
            throw failures.of("PUT " + key, e);
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
            throw failures.of("HEAD " + key, e);
        } catch (SdkClientException e) {
            throw failures.of("HEAD " + key, e);
        }
    }

    /** Puts one object twice: what is there already must be refused. */
    @Override
    public void requireNoOverwrite() throws IOException {
        if (OverwriteProbe.overwrites(this)) {
            throw new ConnectException("The server of the bucket " + bucket + " overwrites objects in spite of"
                    + " If-None-Match: two tasks could lose each other's records; use a server that knows it on PUT.");
        }
    }

    @Override
    public void fetch(String key, Path file) throws IOException {
        try {
            Files.deleteIfExists(file);
            client.getObject(request -> request.bucket(bucket).key(prefix + key), file);
        } catch (AwsServiceException e) {
            throw failures.of("GET " + key, e);
        } catch (SdkClientException e) {
            throw failures.of("GET " + key, e);
        }
    }

    @Override
    public void replace(String key, byte[] bytes) throws IOException {
        try {
            client.putObject(request -> request.bucket(bucket).key(prefix + key), RequestBody.fromBytes(bytes));
        } catch (AwsServiceException e) {
            throw failures.of("PUT " + key, e);
        } catch (SdkClientException e) {
            throw failures.of("PUT " + key, e);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(prefix + key));
        } catch (AwsServiceException e) {
            throw failures.of("DELETE " + key, e);
        } catch (SdkClientException e) {
            throw failures.of("DELETE " + key, e);
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
            throw failures.of("LIST " + keyPrefix, e);
        } catch (SdkClientException e) {
            throw failures.of("LIST " + keyPrefix, e);
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
            throw failures.of("LIST " + keyPrefix, e);
        } catch (SdkClientException e) {
            throw failures.of("LIST " + keyPrefix, e);
        }
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
