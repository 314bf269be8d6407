package io.tokenweir.streams;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.WindowResult;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.topics.Topic;

/**
 * Throughput of one stream thread over a full log, beside a bare consumer that reads and decodes the same records; and how
 * old a window's result is when a read_committed consumer has it. To be run by hand, broker included in this JVM.
 */
final class StreamsBench {
    private static final long SECOND = 1_000_000;

    private final KafkaSettings settings;
    private final AvroWire wire;
    private final Path folder;

    private StreamsBench(EmbeddedPlatform platform, Path folder, String prefix, int partitions) {
        this.folder = folder.resolve("state-" + prefix);
        settings = new KafkaSettings(
                platform.bootstrapServers(), platform.schemaRegistryUrl(), prefix, partitions, (short) 1, Map.of());
        TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
        wire = AvroWire.of(settings.client("bench"));
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("streams-bench");
        try (EmbeddedPlatform platform = EmbeddedPlatform.inFolder(folder.resolve("platform"))) {
            new StreamsBench(platform, folder, "warm.", 1).throughput(100_000, 5);
            new StreamsBench(platform, folder, "five.", 1).throughput(600_000, 5);
            new StreamsBench(platform, folder, "full.", 1).throughput(300_000, 32);
            new StreamsBench(platform, folder, "live.", 4).freshness(30, 10_000);
        }
    }

    private void throughput(int chunks, int values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer("bench"))) {
            FakeInstance fake = new FakeInstance("run", "i0", 0);
            long begin = (System.currentTimeMillis() / 1000 - 60) * SECOND;
            long[] gaps = new long[values];
            for (int n = 0; n < chunks; n++) {
                Arrays.setAll(gaps, i -> 15_000 + Math.floorMod(i * 7919, 10_000));
                long time = begin + n / 20_000 * SECOND + n % 20_000;
                send(producer, Topic.TOKENS, 0, fake.chunk(time, n % 2 == 0 ? "small" : "large", n % 20, gaps));
                if (n % 20_000 == 19_999) {
                    tick(producer, 0, fake, begin + (n / 20_000 + 1) * SECOND);
                }
            }
            send(producer, Topic.REQUESTS, 0, fake.requestEnd(begin));
            send(producer, Topic.TOKENS, 0, fake.tokenEnd(begin));
        }
        double bare = bareConsumer(chunks);
        try (MetricsStreams streams = MetricsStreams.start(settings, MetricsStreamsConfig.defaults(folder));
                ResultReader results = new ResultReader(settings)) {
            streams.awaitRunning(Duration.ofMinutes(1));
            long started = System.nanoTime();
            while (results.runs.isEmpty()) {
                results.poll();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            double cpu = cpuSeconds("StreamThread-1");
            print(
                    "%d values: %.0f chunks/s, %.2f M values/s; stream thread %.2f us CPU per chunk; bare %.2f us",
                    values, chunks / seconds, chunks * values / seconds / 1e6, cpu / chunks * 1e6, bare * 1e6);
        }
    }

    /** CPU seconds per record of a consumer that reads, decodes and hashes the same records. */
    private double bareConsumer(int chunks) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("bare"))) {
            TopicPartition partition = new TopicPartition(settings.topic(Topic.TOKENS), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long before = threads.getCurrentThreadCpuTime();
            long sum = 0;
            for (int read = 0; read < chunks; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    sum += RecordHash.of(record.value());
                    sum += wire.decode(record.value(), TokenEvent.class)
                            .getHeader()
                            .getSeq();
                    read++;
                }
            }
            return sum == 0 ? 0 : (threads.getCurrentThreadCpuTime() - before) / 1e9 / chunks;
        }
    }

    private void freshness(int seconds, int chunksPerSecond) throws Exception {
        List<Long> ages = new ArrayList<>();
        try (MetricsStreams streams = MetricsStreams.start(settings, MetricsStreamsConfig.defaults(folder));
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer("bench"))) {
            streams.awaitRunning(Duration.ofMinutes(1));
            Thread reader = new Thread(() -> read(ages, seconds));
            reader.start();
            int partitions = settings.partitions();
            List<FakeInstance> fakes = new ArrayList<>();
            for (int p = 0; p < partitions; p++) {
                fakes.add(new FakeInstance("run", "i0", p));
            }
            long begin = (System.currentTimeMillis() / 1000 + 1) * SECOND;
            long sent = 0;
            for (long boundary = begin + SECOND; boundary <= begin + seconds * SECOND; ) {
                long now = System.currentTimeMillis() * 1000;
                long due = Math.min(
                        (now - begin) / 1000 * chunksPerSecond / 1000, chunksPerSecond * (boundary - begin) / SECOND);
                for (; sent < due; sent++) {
                    int p = (int) (sent % partitions);
                    send(
                            producer,
                            Topic.TOKENS,
                            p,
                            fakes.get(p)
                                    .chunk(
                                            Math.min(now, boundary - 1),
                                            "small",
                                            7,
                                            20_000,
                                            21_000,
                                            20_000,
                                            19_000,
                                            20_500));
                }
                if (now >= boundary) {
                    for (int p = 0; p < partitions; p++) {
                        tick(producer, p, fakes.get(p), boundary);
                    }
                    boundary += SECOND;
                }
                Thread.sleep(2);
            }
            reader.join();
        }
        Collections.sort(ages);
        print(
                "freshness at %d values/s: p50 %d ms, p99 %d ms, max %d ms of %d results",
                chunksPerSecond * 5,
                ages.get(ages.size() / 2),
                ages.get(ages.size() * 99 / 100),
                ages.get(ages.size() - 1),
                ages.size());
    }

    private void read(List<Long> ages, int seconds) {
        try (ResultReader results = new ResultReader(settings)) {
            long until = System.nanoTime() + (seconds + 3) * 1_000_000_000L;
            while (System.nanoTime() < until) {
                results.poll();
            }
            for (int i = 0; i < results.windows.size(); i++) {
                WindowResult row = results.windows.get(i);
                if (row.getWindowSeconds() == 1) {
                    ages.add((results.windowReadMicros.get(i) - row.getWindowEndMicros()) / 1000);
                }
            }
        }
    }

    private void tick(KafkaProducer<byte[], byte[]> producer, int partition, FakeInstance fake, long boundary) {
        send(producer, Topic.REQUESTS, partition, fake.requestTick(boundary, 0, 0, FakeInstance.HEALTHY));
        send(producer, Topic.TOKENS, partition, fake.tokenTick(boundary));
    }

    private void send(KafkaProducer<byte[], byte[]> producer, Topic topic, int partition, SpecificRecord event) {
        String name = settings.topic(topic);
        producer.send(new ProducerRecord<>(name, partition, null, wire.encode(name, event)));
    }

    private static double cpuSeconds(String threadName) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id) != null
                    && threads.getThreadInfo(id).getThreadName().endsWith(threadName)) {
                nanos += threads.getThreadCpuTime(id);
            }
        }
        return nanos / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
