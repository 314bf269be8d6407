package io.tokenweir.connect.packed;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/**
 * A Kafka Connect worker in distributed mode as Kafka ships it, in a JVM of its own: nothing on its class path but Kafka's
 * jars, plugins from {@code plugin.path} by service loading.
 */
final class PlainWorker implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("advertising URL (http://[^/\\s]+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final String url;

    private PlainWorker(Process process, Path log, String url) {
        this.process = process;
        this.log = log;
        this.url = url;
    }

    /** Kafka's jars, of the version that this build tests. */
    static Path jars() {
        String version = System.getProperty("plain.worker", "4.3.1");
        return Path.of("../connect-worker/target", version).toAbsolutePath().normalize();
    }

    /** Starts the worker and waits for its REST API. {@code folder} gets its settings and its log. */
    static PlainWorker start(
            Path folder, String bootstrapServers, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        Path jars = jars();
        Properties worker = new Properties();
        worker.putAll(Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "plain-worker",
                "config.storage.topic", "plain.configs",
                "offset.storage.topic", "plain.offsets",
                "status.storage.topic", "plain.status",
                "config.storage.replication.factor", "1",
                "offset.storage.replication.factor", "1",
                "status.storage.replication.factor", "1",
                "listeners", "http://127.0.0.1:0",
                "plugin.discovery", "service_load"));
        worker.putAll(Map.of(
                "offset.storage.partitions", "1",
                "status.storage.partitions", "1",
                "offset.flush.interval.ms", "1000",
                "scheduled.rebalance.max.delay.ms", "0",
                "consumer.auto.offset.reset", "earliest",
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter"));
        worker.putAll(settings);
        StringWriter text = new StringWriter();
        worker.store(text, null);
        Path file = Files.writeString(folder.resolve("worker.properties"), text.toString());
        Path log = folder.resolve("worker.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        jars + "/*",
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            return new PlainWorker(process, log, url(process, log));
        } catch (RuntimeException e) {
            process.destroy();
            throw new IOException("The worker did not come up:\n" + Files.readString(log), e);
        }
    }

    private static String url(Process process, Path log) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .failFast(() -> !process.isAlive())
                .until(
                        () -> {
                            Matcher line = LISTENING.matcher(Files.readString(log));
                            return line.find() ? line.group(1) : "";
                        },
                        found -> !found.isEmpty());
    }

    /** Of its REST API. */
    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** All that it has written. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
