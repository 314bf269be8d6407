package io.tokenweir.streams.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.streams.ChildJvm;

/** A broker and a registry to be killed and started again, over the same folder and on the same ports. One thread. */
final class Cluster implements AutoCloseable {
    static final int PARTITIONS = 4;

    private final Path folder;
    private ChildJvm jvm;
    private KafkaSettings settings;

    Cluster(Path folder) {
        this.folder = folder;
        start(0, 0);
    }

    KafkaSettings settings() {
        return settings;
    }

    void kill() {
        jvm.kill();
    }

    /** Lets it shut down in order. */
    void stop() {
        jvm.close();
    }

    void startAgain() {
        start(port(settings.bootstrapServers()), port(settings.schemaRegistryUrl()));
    }

    @Override
    public void close() {
        stop();
    }

    private void start(int brokerPort, int registryPort) {
        jvm = ChildJvm.start(
                ClusterProcess.class,
                folder.resolve("cluster.log").toFile(),
                true,
                List.of(
                        folder.resolve("cluster").toString(),
                        Integer.toString(brokerPort),
                        Integer.toString(registryPort),
                        Integer.toString(PARTITIONS)));
        String[] addresses = firstLine().split(" ");
        settings = new KafkaSettings(addresses[0], addresses[1], "", PARTITIONS, (short) 1, Map.of());
    }

    private String firstLine() {
        try {
            String line = new BufferedReader(
                            new InputStreamReader(jvm.process().getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (line == null) {
                throw new IllegalStateException("The cluster did not start; see " + folder.resolve("cluster.log"));
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(String address) {
        return URI.create(address.contains("://") ? address : "kafka://" + address)
                .getPort();
    }
}
