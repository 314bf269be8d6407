package io.tokenweir.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.connect.prometheus.ScrapeAddresses;
import io.tokenweir.platform.EmbeddedConnect;

/** A Connect worker in this process with our sinks in it. Owns the worker. */
final class Sinks implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 50;

    private final EmbeddedConnect connect;
    private final Map<String, Map<String, String>> connectors;

    private Sinks(EmbeddedConnect connect, Map<String, Map<String, String>> connectors) {
        this.connect = connect;
        this.connectors = connectors;
    }

    /** Starts the worker and hands it the connectors; they come up in the background. */
    static Sinks start(KafkaSettings settings, Connectors wanted) {
        Map<String, Map<String, String>> connectors = wanted.all(settings);
        EmbeddedConnect connect = EmbeddedConnect.start(settings.bootstrapServers(), Connectors.worker(settings));
        connectors.forEach(connect::putConnector);
        return new Sinks(connect, connectors);
    }

    void awaitRunning(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!connectors.keySet().stream()
                .allMatch(name -> connect.status(name).isRunning(1))) {
            check();
            if (System.nanoTime() > deadline) {
                throw Failure.failed("The sinks did not come up within " + atMost.toSeconds() + " s.");
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Where Prometheus may scrape; known once the sinks run. */
    String metricsUrl() {
        return connectors.keySet().stream()
                .flatMap(name -> ScrapeAddresses.of(name).stream())
                .map(URI::toString)
                .findFirst()
                .orElseThrow(() -> Failure.failed("No sink has a scrape endpoint."));
    }

    /** Throws when a connector or task has failed. */
    void check() {
        for (String name : connectors.keySet()) {
            connect.status(name).failure().ifPresent(trace -> {
                throw Failure.failed(
                        "Sink " + name + " failed: " + trace.lines().findFirst().orElse("no reason given"));
            });
        }
    }

    @Override
    public void close() {
        connect.close();
    }
}
