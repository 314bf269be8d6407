package io.tokenweir.connect.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.tokenweir.connect.TaskContext;
import io.tokenweir.connect.Windows;
import io.tokenweir.connect.objects.ObjectChainVerifier.Chain;

/**
 * The sink against S3 servers that others wrote, with faults in between: S3Mock and S3Proxy, whose jars the profile
 * {@code objects} brings, and every server that {@code -Ds3.servers=http://127.0.0.1:9000,…} names (key {@code key}, secret
 * {@code secret}). Two tasks own the same partition all the time, so every object has a rival.
 */
@Tag("objects")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherS3ServersIT {
    private static final TopicPartition PARTITION = new TopicPartition(Windows.TOPIC, 0);
    private static final int RECORDS = 600;
    private static final double FAULTS = 0.3;

    @TempDir
    Path folder;

    private final S3Servers servers = new S3Servers();

    /** One of the two tasks. */
    private static final class Owner {
        private final Map<String, String> config;
        private final AtomicLong clock = new AtomicLong();
        private ObjectStorageSinkTask task;
        private TaskContext context;
        private long next;
        private List<SinkRecord> again = List.of();

        Owner(Map<String, String> config) {
            this.config = config;
        }

        void start() {
            context = new TaskContext();
            task = new ObjectStorageSinkTask(clock::get);
            task.initialize(context);
            task.start(config);
            task.open(List.of(PARTITION));
            next = 0;
            again = List.of();
        }

        /** As Connect does it: seek where the task wants, bring a batch, bring it again when it failed retriably. */
        void step(int batch) {
            Long wanted = context.offsets.remove(PARTITION);
            if (wanted != null) {
                next = wanted;
            }
            List<SinkRecord> records =
                    again.isEmpty() ? Windows.records("r", next, (int) Math.min(batch, RECORDS - next)) : again;
            clock.addAndGet(1_000_000_000L);
            try {
                task.put(records);
                next += again.isEmpty() ? records.size() : 0;
                again = List.of();
            } catch (RetriableException e) {
                next += again.isEmpty() ? records.size() : 0;
                again = records;
            }
        }

        boolean isThrough() {
            return again.isEmpty()
                    && task.preCommit(Map.of())
                                    .getOrDefault(PARTITION, new org.apache.kafka.clients.consumer.OffsetAndMetadata(0))
                                    .offset()
                            >= RECORDS;
        }
    }

    Stream<String> endpoints() throws IOException, InterruptedException {
        return servers.endpoints().stream();
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void keepsEveryRecordOnceThroughFaultsAndRivals(String endpoint) throws Exception {
        long seed = Long.getLong("s3.seed", System.nanoTime());
        String bucket = "weir-" + System.nanoTime();
        createBucket(endpoint, bucket);
        try (FaultProxy proxy = new FaultProxy(URI.create(endpoint).getPort(), seed, FAULTS)) {
            Map<String, String> config = config(proxy.endpoint(), bucket);
            List<Owner> owners = List.of(new Owner(config), new Owner(config));
            owners.forEach(Owner::start);
            Random random = new Random(seed);
            int restarts = 0;
            for (int step = 0; step < 2_000 && !owners.stream().allMatch(Owner::isThrough); step++) {
                Owner owner = owners.get(random.nextInt(2));
                if (restarts < 6 && random.nextInt(25) == 0) {
                    owner.task.stop();
                    owner.start();
                    restarts++;
                }
                owner.step(1 + random.nextInt(60));
            }
            System.out.println(endpoint + ": seed " + seed + ", restarts " + restarts + ", requests " + proxy.counts());
            assertThat(proxy.counts()).containsKeys(FaultProxy.Fault.values());
        }

        Chain chain = ObjectChainVerifier.verify(
                        "s3://" + bucket + "/base",
                        config(endpoint, bucket),
                        List.of(Windows.TOPIC),
                        ObjectChainVerifier.Depth.ROWS)
                .get(0);

        assertThat(chain.faults()).as("seed %d", seed).isEmpty();
        assertThat(chain.nextOffset()).isEqualTo(RECORDS);
        assertThat(chain.rows()).isEqualTo(RECORDS);
        assertThat(chain.hash()).isEqualTo(hashOfAllRecords());
    }

    private static Map<String, String> config(String endpoint, String bucket) {
        return new HashMap<>(Map.of(
                "store.url", "s3://" + bucket + "/base",
                "s3.endpoint", endpoint,
                "s3.access.key", "key",
                "s3.secret.key", "secret",
                "rotate.interval.ms", "4000",
                "flush.records", "37"));
    }

    private static void createBucket(String endpoint, String bucket) {
        try (S3Client client = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .endpointOverride(URI.create(endpoint))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build()) {
            client.createBucket(request -> request.bucket(bucket));
        }
    }

    private String hashOfAllRecords() throws IOException {
        List<SinkRecord> rows = new ArrayList<>(Windows.records("r", 0, RECORDS));
        return ChunkInfo.hex(ParquetChunkWriter.write(
                        folder.resolve("all" + System.nanoTime() + ".parquet"),
                        RowLayout.of(rows.get(0).valueSchema()),
                        rows,
                        0,
                        RECORDS - 1)
                .hash()
                .orElseThrow());
    }
}
