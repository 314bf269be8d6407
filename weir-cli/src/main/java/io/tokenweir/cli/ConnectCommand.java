package io.tokenweir.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.tokenweir.common.kafka.KafkaSettings;

@Command(
        name = "connect",
        description = "Runs a Connect worker with the Prometheus sink and the object-storage sink, until Ctrl-C.",
        mixinStandardHelpOptions = true,
        footer = {"%nThe connectors run in any Connect cluster too: ./weir connect --print-config shows their settings."
        })
final class ConnectCommand implements Callable<Integer> {
    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--scrape-host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address of the scrape endpoint (default: ${DEFAULT-VALUE}).")
    private String scrapeHost;

    @Option(names = "--scrape-port", paramLabel = "PORT", description = "Port of the scrape endpoint; 0: a free one.")
    private Integer scrapePort;

    @Option(
            names = "--objects-url",
            paramLabel = "URL",
            description = "Where Parquet objects go: file:///folder or s3://bucket/prefix.")
    private String objectsUrl;

    @Option(names = "--s3-endpoint", paramLabel = "URL", description = "Endpoint of an S3-compatible store.")
    private String s3Endpoint;

    @Option(
            names = "--remote-write-url",
            paramLabel = "URL",
            description = "Prometheus remote-write receiver, e.g. http://127.0.0.1:9090/api/v1/write.")
    private String remoteWriteUrl;

    @Option(
            names = "--rotate",
            defaultValue = "60s",
            paramLabel = "DURATION",
            description = "Age at which an object is published (default: ${DEFAULT-VALUE}).")
    private String rotate;

    @Option(names = "--print-config", description = "Print the connectors' settings and end.")
    private boolean printConfig;

    @Override
    public Integer call() throws InterruptedException {
        if (scrapePort == null && objectsUrl == null && remoteWriteUrl == null) {
            throw Failure.usage("Name at least one sink: --scrape-port, --remote-write-url or --objects-url.");
        }
        KafkaSettings settings = printConfig ? kafka.declared() : kafka.settings();
        Connectors connectors = new Connectors(
                scrapeHost,
                scrapePort == null ? Connectors.NO_SCRAPE : scrapePort,
                objectsUrl,
                remoteWriteUrl,
                duration().toMillis(),
                s3Endpoint == null ? Map.of() : Map.of("s3.endpoint", s3Endpoint));
        if (printConfig) {
            connectors.all(settings).forEach((name, config) -> {
                System.out.println("# " + name);
                config.forEach((key, value) -> System.out.println(key + "=" + value));
            });
            return ExitCode.PASSED;
        }
        try (Interrupt interrupt = new Interrupt();
                Sinks sinks = Sinks.start(settings, connectors)) {
            sinks.awaitRunning(Duration.ofSeconds(60));
            System.out.println("Sinks running: "
                    + String.join(", ", connectors.all(settings).keySet()));
            if (connectors.scrapes()) {
                System.out.println("Metrics: " + sinks.metricsUrl());
            }
            System.out.flush();
            while (!interrupt.await(Duration.ofSeconds(1))) {
                sinks.check();
            }
        }
        return ExitCode.PASSED;
    }

    private Duration duration() {
        try {
            return io.tokenweir.common.scenario.Durations.parse(rotate);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--rotate: " + e.getMessage() + ".");
        }
    }
}
