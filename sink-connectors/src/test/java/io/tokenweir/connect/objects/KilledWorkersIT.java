package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.connect.Windows;
import io.tokenweir.connect.objects.ObjectChainVerifier.Chain;
import io.tokenweir.events.Grouping;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Two workers, each a process, share the partitions of a topic while records arrive; again and again one is killed with
 * SIGKILL, or stopped until its partitions were given to the other and then woken (a zombie that believes it owns them), and
 * the store answers 503, cuts connections and loses answers. Every record must be stored exactly once.
 */
@Tag("objects")
class KilledWorkersIT {
    private static final String TOPIC = "kills." + Topic.METRICS.baseName();
    private static final int PARTITIONS = 3;
    private static final int FAULTS = Integer.getInteger("objects.kills", 8);
    private static final double STORE_FAULTS = 0.15;

    @TempDir
    static Path folder;

    private final List<Process> workers = new ArrayList<>();
    private int produced;

    @Test
    void storesEveryRecordOnceThoughWorkersAreKilledAndStopped() throws Exception {
        long seed = Long.getLong("objects.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (EmbeddedPlatform platform = EmbeddedPlatform.inFolder(folder.resolve("broker"));
                FakeS3 store = new FakeS3();
                FaultProxy proxy = new FaultProxy(store.port(), seed, STORE_FAULTS)) {
            createTopic(platform);
            for (int i = 0; i < 2; i++) {
                workers.add(worker(platform, proxy.endpoint()));
            }
            int kills = 0;
            for (int fault = 0; fault < FAULTS; fault++) {
                produce(platform, 300 + random.nextInt(300));
                Thread.sleep(2_000 + random.nextInt(4_000));
                int victim = random.nextInt(2);
                if (random.nextInt(3) < 2) {
                    workers.get(victim).destroyForcibly().waitFor();
                    workers.set(victim, worker(platform, proxy.endpoint()));
                    kills++;
                } else {
                    signal(workers.get(victim), "STOP");
                    produce(platform, 100);
                    Thread.sleep(9_000); // longer than the session: the other has its partitions now
                    signal(workers.get(victim), "CONT");
                }
            }
            Map<String, String> direct = store(store.endpoint());
            await().atMost(Duration.ofSeconds(180))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> rows(verify(direct, ObjectChainVerifier.Depth.NAMES)) >= produced);
            List<Chain> chains = verify(direct, ObjectChainVerifier.Depth.ROWS);
            System.out.println("kills " + kills + ", stops " + (FAULTS - kills) + ", store " + proxy.counts()
                    + ", objects " + chains.stream().mapToInt(Chain::objects).sum() + ", rows " + rows(chains) + " of "
                    + produced);
            assertThat(chains)
                    .hasSize(PARTITIONS)
                    .allSatisfy(chain -> assertThat(chain.faults()).isEmpty());
            assertThat(rows(chains)).isEqualTo(produced);
        } finally {
            workers.forEach(Process::destroyForcibly);
        }
    }

    private static long rows(List<Chain> chains) {
        return chains.stream().mapToLong(Chain::rows).sum();
    }

    private static List<Chain> verify(Map<String, String> store, ObjectChainVerifier.Depth depth) throws Exception {
        return ObjectChainVerifier.verify(store.get("store.url"), store, List.of(TOPIC), depth);
    }

    private static void createTopic(EmbeddedPlatform platform) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1).configs(Topic.METRICS.settings())))
                    .all()
                    .get();
        }
    }

    private static Map<String, String> store(String endpoint) {
        return new HashMap<>(Map.of(
                "store.url",
                "s3://" + FakeS3.BUCKET + "/base",
                "s3.endpoint",
                endpoint,
                "s3.access.key",
                "key",
                "s3.secret.key",
                "secret"));
    }

    private static Process worker(EmbeddedPlatform platform, String endpoint) throws Exception {
        Map<String, String> connector = store(endpoint);
        connector.putAll(Map.of(
                "connector.class", ObjectStorageSinkConnector.class.getName(),
                "tasks.max", "1",
                "topics", TOPIC,
                "flush.records", "40",
                "rotate.interval.ms", "1500",
                "key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter", "io.tokenweir.connect.avro.WeirAvroConverter",
                "value.converter.schema.registry.url", platform.schemaRegistryUrl()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WorkerProcess.class.getName(),
                platform.bootstrapServers()));
        connector.forEach((key, value) -> command.add(key + "=" + value));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private void produce(EmbeddedPlatform platform, int count) {
        AvroWire wire = AvroWire.of(Map.of("schema.registry.url", platform.schemaRegistryUrl()));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < count; i++, produced++) {
                byte[] value = wire.encode(
                        TOPIC,
                        Windows.row(
                                Windows.series("run", Grouping.RUN, ""),
                                1_700_000_000L + produced,
                                Windows.aggregate(1, 20_000_000),
                                Windows.aggregate(produced + 1, 20_000_000)));
                producer.send(new ProducerRecord<>(TOPIC, produced % PARTITIONS, null, value));
            }
        }
    }
}
