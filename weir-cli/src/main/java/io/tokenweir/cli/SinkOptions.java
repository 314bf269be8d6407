package io.tokenweir.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import picocli.CommandLine.Option;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/** Where the sinks put what they wrote, for a run whose folder does not hold it because they ran elsewhere. */
final class SinkOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--objects",
            paramLabel = "DIR",
            description = "Folder that ./weir connect wrote Parquet objects to (default: objects in the run folder).")
    private Path objects;

    @Option(
            names = "--metrics-url",
            paramLabel = "URL",
            description = "Scrape endpoint of the Prometheus sink (default: the snapshot in the run folder).")
    private URI metricsUrl;

    /** The folder of objects: named here, else the run's own when there is one. */
    Optional<Path> objects(RunFolder run) {
        if (objects != null && !Files.isDirectory(objects)) {
            throw Failure.usage("There is no folder " + objects + " with objects; name another with --objects.");
        }
        return Optional.ofNullable(objects).or(() -> Optional.of(run.objects()).filter(Files::isDirectory));
    }

    /** The metrics in text form: from the endpoint named here, else the run's own snapshot when there is one. */
    Optional<String> metrics(RunFolder run) {
        return metricsUrl == null ? Finale.snapshot(run) : Optional.of(scrape(metricsUrl));
    }

    /** Consumer groups of the sinks that are asked for, with what each must have read. */
    Map<String, List<Topic>> groups(KafkaSettings settings) {
        Map<String, List<Topic>> groups = new LinkedHashMap<>();
        if (objects != null) {
            groups.put(Connectors.group(Connectors.objectsName(settings)), Connectors.OBJECT_TOPICS);
        }
        if (metricsUrl != null) {
            groups.put(Connectors.group(Connectors.prometheusName(settings)), Connectors.PROMETHEUS_TOPICS);
        }
        return groups;
    }

    /** What a scrape endpoint says now. */
    static String scrape(URI url) {
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(HttpRequest.newBuilder(url).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw Failure.failed("The metrics at " + url + " cannot be read: it answered " + answer.statusCode()
                        + "; name the page that Prometheus scrapes.");
            }
            return answer.body();
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.failed("The metrics at " + url + " cannot be read; is ./weir connect up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted while reading the metrics at " + url + ".");
        }
    }
}
