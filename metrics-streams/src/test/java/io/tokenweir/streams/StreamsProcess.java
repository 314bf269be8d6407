package io.tokenweir.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;

/** The topology in a JVM of its own, to be killed. */
final class StreamsProcess {
    private StreamsProcess() {}

    static Process start(KafkaSettings settings, Path stateDirectory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamsProcess.class.getName(),
                        settings.bootstrapServers(),
                        settings.schemaRegistryUrl(),
                        Integer.toString(settings.partitions()),
                        stateDirectory.toString())
                .inheritIO()
                .start();
    }

    /** Runs until it is killed. */
    public static void main(String[] args) throws InterruptedException {
        KafkaSettings settings =
                new KafkaSettings(args[0], args[1], "", Integer.parseInt(args[2]), (short) 1, Map.of());
        try (MetricsStreams streams = MetricsStreams.start(settings, MetricsStreamsConfig.defaults(Path.of(args[3])))) {
            streams.awaitRunning(Duration.ofMinutes(1));
            Thread.currentThread().join();
        }
    }
}
