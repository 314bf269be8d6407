package io.tokenweir.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which store of objects a command works on. */
final class StoreOptions {
    @Parameters(
            index = "0",
            paramLabel = "URL",
            description = "The sink's store.url: file:///folder, a folder, or s3://bucket/prefix.")
    private String url;

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            split = ",",
            description = "Only this topic, by its full name; may be given again (default: every topic that is there).")
    private List<String> topics = List.of();

    @Option(names = "--s3-endpoint", paramLabel = "URL", description = "Endpoint of an S3-compatible store.")
    private String s3Endpoint;

    @Option(names = "--s3-region", paramLabel = "NAME", description = "Region (default: us-east-1).")
    private String s3Region;

    String url() {
        if (url.startsWith("s3://")) {
            return url;
        }
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw Failure.usage("There is no folder " + folder + " with objects; name the sink's store.url.");
        }
        return "file://" + folder.toAbsolutePath().normalize();
    }

    private Path folder() {
        if (!url.contains("://")) {
            return Path.of(url);
        }
        if (!url.startsWith("file:///")) {
            throw Failure.usage("'" + url + "' is no store; write file:///folder or s3://bucket/prefix.");
        }
        return Path.of(url.substring("file://".length()));
    }

    /** The sink's settings for it; keys come from where the AWS SDK looks for them, as AWS_ACCESS_KEY_ID. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (s3Endpoint != null) {
            settings.put("s3.endpoint", s3Endpoint);
        }
        if (s3Region != null) {
            settings.put("s3.region", s3Region);
        }
        return settings;
    }

    List<String> topics() {
        return topics;
    }

    /** A setting that the sink refuses is wrong usage here. */
    static Failure refused(ConfigException e) {
        return Failure.usage(e.getMessage());
    }
}
