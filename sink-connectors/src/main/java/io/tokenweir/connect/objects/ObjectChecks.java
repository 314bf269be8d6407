package io.tokenweir.connect.objects;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import io.tokenweir.connect.Fault;
import io.tokenweir.connect.SettingChecks;

/**
 * How the settings of the object sink go together, and whether the store can be listed and takes objects without
 * overwriting ({@link OverwriteProbe}).
 */
final class ObjectChecks extends SettingChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    ObjectChecks() {
        super(ObjectSinkConfig.DEFINITION, PATIENCE);
    }

    @Override
    protected String remoteKey() {
        return ObjectSinkConfig.STORE_URL;
    }

    @Override
    protected boolean hasEffect(String key, Map<String, Object> parsed) {
        return !key.startsWith("s3.")
                || String.valueOf(parsed.get(ObjectSinkConfig.STORE_URL)).startsWith("s3:");
    }

    @Override
    protected List<Fault> together(Map<String, String> settings) {
        ObjectSinkConfig config = new ObjectSinkConfig(settings);
        List<Fault> faults = new ArrayList<>();
        String endpoint = config.getString(ObjectSinkConfig.S3_ENDPOINT);
        boolean access = !config.getString(ObjectSinkConfig.S3_ACCESS_KEY).isEmpty();
        boolean secret =
                !config.getPassword(ObjectSinkConfig.S3_SECRET_KEY).value().isEmpty();
        if ("file".equals(config.storeUrl().getScheme())) {
            if (!endpoint.isEmpty()) {
                faults.add(new Fault(
                        ObjectSinkConfig.S3_ENDPOINT,
                        "An S3 endpoint has no effect on a file:// store; remove it, or write store.url as"
                                + " s3://bucket/prefix."));
            }
        } else if (!endpoint.isEmpty() && !isPlainHttpUrl(endpoint)) {
            faults.add(new Fault(
                    ObjectSinkConfig.S3_ENDPOINT,
                    "The endpoint must be an http or https URL without credentials, e.g. https://s3.example.org."));
        }
        if (access != secret) {
            faults.add(new Fault(
                    access ? ObjectSinkConfig.S3_SECRET_KEY : ObjectSinkConfig.S3_ACCESS_KEY,
                    "An access key and its secret go together; set both, or neither for the SDK's default chain."));
        }
        faults.addAll(unknownTopics(config, settings.getOrDefault("topics", "")));
        return faults;
    }

    private static List<Fault> unknownTopics(ObjectSinkConfig config, String topics) {
        if (topics.isBlank()) {
            return List.of();
        }
        List<String> known = Arrays.stream(topics.split(",")).map(String::strip).toList();
        return config.getList(ObjectSinkConfig.TOPICS_WITHOUT_TIME).stream()
                .filter(topic -> !known.contains(topic))
                .map(topic -> new Fault(
                        ObjectSinkConfig.TOPICS_WITHOUT_TIME,
                        "The topic " + topic + " is not among topics (" + topics
                                + "); write it in full, as it is there, or remove it."))
                .toList();
    }

    private static boolean isPlainHttpUrl(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() != null
                    && url.getUserInfo() == null
                    && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    protected List<Fault> remote(Map<String, String> settings) {
        ObjectSinkConfig config = new ObjectSinkConfig(settings);
        URI url = config.storeUrl();
        try (ObjectStore store = config.openStore()) {
            store.folders("");
            return OverwriteProbe.overwrites(store)
                    ? at(
                            ObjectSinkConfig.STORE_URL,
                            url + " overwrote an object in spite of If-None-Match: without that condition records could"
                                    + " be lost; use a store that knows it.")
                    : List.of();
        } catch (ConnectException e) {
            return at(keyFor(e), e.getMessage());
        } catch (IOException e) {
            return at(
                    config.getString(ObjectSinkConfig.S3_ENDPOINT).isEmpty()
                            ? ObjectSinkConfig.STORE_URL
                            : ObjectSinkConfig.S3_ENDPOINT,
                    url + " could not be written (" + why(e)
                            + "); check that it is there and that the worker may write.");
        }
    }

    /** What the file system says is a path only; the kind of the exception is the rest of the sentence. */
    private static String why(IOException e) {
        return e instanceof FileSystemException ? e.toString() : e.getMessage();
    }

    private static String keyFor(ConnectException refusal) {
        boolean credentials = refusal.getCause() instanceof AwsServiceException answer
                && (answer.statusCode() == 401 || answer.statusCode() == 403);
        return credentials ? ObjectSinkConfig.S3_ACCESS_KEY : ObjectSinkConfig.STORE_URL;
    }

    private static List<Fault> at(String key, String sentence) {
        return List.of(new Fault(key, sentence));
    }
}
