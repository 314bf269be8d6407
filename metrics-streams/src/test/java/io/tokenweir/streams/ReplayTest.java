package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;

/** What a log gave once, it gives again: whenever it is read, and however its topics are interleaved then. */
class ReplayTest {
    private static final KafkaSettings SETTINGS = KafkaSettings.local("nowhere:1", "mock://replay-test");
    private static final TopologyNames NAMES = TopologyNames.of(SETTINGS);
    private static final long SECOND = 1_000_000;
    private static final int SECONDS = 75;

    @TempDir
    Path folder;

    private final AvroWire wire = AvroWire.of(SETTINGS.client("test"));

    /** A record as it lies in a topic. */
    private record Stored(String topic, byte[] value, long appendMillis) {}

    @Test
    void lastMonthsLogGivesTheSameBytesAgainHoweverItIsRead() {
        Instant then = Instant.parse("2026-10-01T12:00:00Z");
        List<Stored> log = log(then);
        Map<String, List<ByteBuffer>> live = results(log, then);

        assertThat(live).hasSizeGreaterThan(400);
        assertThat(results(log, then.plusSeconds(30 * 86_400))).isEqualTo(live);
        assertThat(results(tokensFirst(log), then.plusSeconds(60 * 86_400))).isEqualTo(live);
    }

    /** The log of two instances, with a doubled record, a lost one, and a broken one. */
    private List<Stored> log(Instant start) {
        Random random = new Random(17);
        List<Stored> log = new ArrayList<>();
        long begin = start.getEpochSecond() * SECOND;
        FakeInstance[] fakes = {new FakeInstance("run", "i0", 0), new FakeInstance("run", "i1", 0)};
        for (int second = 0; second <= SECONDS; second++) {
            long boundary = begin + second * SECOND;
            // both are known before either has closed anything
            for (FakeInstance fake : fakes) {
                add(
                        log,
                        NAMES.requests(),
                        fake.requestTick(boundary, second, 3, FakeInstance.HEALTHY),
                        boundary,
                        random);
            }
            for (FakeInstance fake : fakes) {
                add(log, NAMES.tokens(), fake.tokenTick(boundary), boundary, random);
            }
            for (int n = 0; second < SECONDS && n < 12; n++) {
                long time = boundary + random.nextInt((int) SECOND);
                long duration = random.nextInt(2_000_000_000);
                FakeInstance fake = fakes[random.nextInt(2)];
                String model = random.nextBoolean() ? "small" : "large";
                Outcome outcome = random.nextInt(4) == 0 ? Outcome.RATE_TOKENS : Outcome.OK;
                switch (random.nextInt(4)) {
                    case 0 ->
                        add(log, NAMES.requests(), fake.attemptEnded(time, model, outcome, duration), time, random);
                    case 1 -> add(log, NAMES.requests(), fake.ended(time, model, outcome, duration), time, random);
                    case 2 -> add(log, NAMES.requests(), fake.decision(time, model), time, random);
                    default ->
                        add(log, NAMES.tokens(), fake.chunk(time, model, 0, duration / 1000, 0, 20_000), time, random);
                }
            }
            if (second == 20) {
                log.add(log.get(log.size() - 1));
                fakes[0].lose("requests");
                add(log, NAMES.tokens(), fakes[1].chunk(boundary, "small", 3, -5), boundary, random);
            }
        }
        for (FakeInstance fake : fakes) {
            long end = begin + SECONDS * SECOND;
            add(log, NAMES.requests(), fake.requestEnd(end), end, random);
            add(log, NAMES.tokens(), fake.tokenEnd(end), end, random);
        }
        return log;
    }

    private void add(List<Stored> log, String topic, SpecificRecord event, long timeMicros, Random random) {
        log.add(new Stored(topic, wire.encode(topic, event), timeMicros / 1000 + random.nextInt(80)));
    }

    private static List<Stored> tokensFirst(List<Stored> log) {
        List<Stored> sorted = new ArrayList<>(log);
        Collections.sort(sorted, Comparator.comparing(stored -> stored.topic().equals(NAMES.tokens()) ? 0 : 1));
        return sorted;
    }

    /** Counts, sums, buckets and keys of every series and window, as bytes. */
    private Map<String, List<ByteBuffer>> results(List<Stored> log, Instant readAt) {
        MetricsStreamsConfig config = MetricsStreamsConfig.defaults(folder);
        Properties properties = StreamsProperties.of(SETTINGS, config);
        Map<String, List<ByteBuffer>> results = new TreeMap<>();
        try (TopologyTestDriver driver = new TopologyTestDriver(
                MetricsTopology.build(
                        wire,
                        NAMES,
                        config,
                        properties,
                        Map.of(Branch.REQUESTS, 1, Branch.PROVISIONING, 1, Branch.SYSTEM, 1)),
                properties,
                readAt)) {
            ByteArraySerializer bytes = new ByteArraySerializer();
            Map<String, TestInputTopic<byte[], byte[]>> topics = Map.of(
                    NAMES.requests(), driver.createInputTopic(NAMES.requests(), bytes, bytes),
                    NAMES.tokens(), driver.createInputTopic(NAMES.tokens(), bytes, bytes));
            log.forEach(stored -> topics.get(stored.topic()).pipeInput(null, stored.value(), stored.appendMillis()));
            for (byte[] value : read(driver, NAMES.metrics())) {
                WindowResult row = wire.decode(value, WindowResult.class);
                row.setGivenOutMicros(null);
                // the run's knowledge of its clocks grows with what was read of either topic
                row.setClockSpreadMicros(null);
                results.computeIfAbsent(
                                row.getSeries() + " " + row.getWindowSeconds() + " " + row.getWindowStartMicros(),
                                name -> new ArrayList<>())
                        .add(ByteBuffer.wrap(wire.encode(NAMES.metrics(), row)));
            }
            for (byte[] value : read(driver, NAMES.runResults())) {
                RunResult run = wire.decode(value, RunResult.class);
                results.computeIfAbsent(run.getSeries() + " run", name -> new ArrayList<>())
                        .add(ByteBuffer.wrap(wire.encode(NAMES.runResults(), run)));
            }
        }
        return results;
    }

    private static List<byte[]> read(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readValuesToList();
    }
}
