package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.Aggregate;
import io.tokenweir.events.DeadLetter;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.Partial;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.Vantage;
import io.tokenweir.serde.AvroWire;

/** Records that must not end the stream, nor falsify what others said: one of each would be enough to. */
class PoisonTest {
    private static final long BEGIN = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final KafkaSettings SETTINGS = KafkaSettings.local("nowhere:1", "mock://poison-test");
    private static final TopologyNames NAMES = TopologyNames.of(SETTINGS);
    private static final int A_RECORD_AT_MOST = 1024 * 1024;

    @TempDir
    Path folder;

    private final AvroWire wire = AvroWire.of(SETTINGS.client("test"));
    private final FakeInstance fake = new FakeInstance("run", "i0", 0);
    private TopologyTestDriver driver;

    @BeforeEach
    void open() {
        MetricsStreamsConfig config = MetricsStreamsConfig.defaults(folder);
        Properties properties = StreamsProperties.of(SETTINGS, config);
        Map<Branch, Integer> oneEach = Map.of(Branch.REQUESTS, 1, Branch.PROVISIONING, 1, Branch.SYSTEM, 1);
        driver = new TopologyTestDriver(MetricsTopology.build(wire, NAMES, config, properties, oneEach), properties);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aLetterAboutARecordThatNoLetterCanHoldKeepsItsBeginningAndSaysSo() {
        byte[] value = new byte[5_000_000];
        value[17] = 4;
        byte[] key = new byte[300_000];
        pipe(NAMES.requests(), key, value);
        byte[] sent = output(NAMES.deadLetters()).readValue();
        DeadLetter letter = wire.decode(sent, DeadLetter.class);
        assertThat(sent.length + letter.getKey().remaining()).isLessThan(A_RECORD_AT_MOST);
        assertThat(letter.getReason())
                .contains("schema id 0")
                .endsWith("(of its value of 5000000 bytes and its key of 300000 only the beginning is kept here)");
        byte[] kept = new byte[letter.getValue().remaining()];
        letter.getValue().get(kept);
        assertThat(kept).isEqualTo(Arrays.copyOf(value, kept.length));
    }

    @Test
    void aDamagedPartialIsADeadLetterAndTheRunGoesOn() {
        List<Partial> damaged = List.of(partial(), partial(), partial());
        damaged.get(0).getAggregate().getTtft().setCount(6);
        damaged.get(0).getAggregate().getTtft().getSpans().get(0).setOffset(1 << 30);
        damaged.get(1).getAggregate().getTtft().setSchema$(77);
        damaged.get(2).setInputPartition(9);
        damaged.forEach(partial -> pipe(NAMES.partials(), null, wire.encode(NAMES.partials(), partial)));
        tick(0);
        tick(1);
        end(1);
        assertThat(letters())
                .extracting(DeadLetter::getReason)
                .satisfiesExactly(
                        reason -> assertThat(reason).contains("a bucket 1073741824, which no duration reaches"),
                        reason -> assertThat(reason).contains("schema 6 cannot become one of schema 77"),
                        reason -> assertThat(reason).isEqualTo("the partial is of input partition 9 of 1"));
        assertThat(run().getComplete()).isTrue();
    }

    @Test
    void aSequenceNumberBeyondAllMeasureLeavesTheCountOfTheOthersAlone() {
        tick(0);
        for (long time : new long[] {BEGIN + 5, 0}) {
            RequestEvent absurd = new FakeInstance("run", "i0", 0).ended(time, "small", Outcome.OK, 5);
            absurd.getHeader().setSeq(Long.MAX_VALUE);
            pipe(NAMES.requests(), null, wire.encode(NAMES.requests(), absurd));
        }
        tick(1);
        end(1);
        Aggregate totals = run().getTotals();
        assertThat(totals.getMissingRecords()).isZero();
        assertThat(totals.getDeadLetters()).isEqualTo(2);
        assertThat(letters()).hasSize(2);
    }

    private Partial partial() {
        Sums sums = new Sums();
        sums.record(Sums.Latency.TTFT, 5_000_000);
        List<Partial> written = new ArrayList<>();
        new PartialWriter(0, 1, written::add)
                .partials(
                        new RunRef("run", 0, Branch.REQUESTS),
                        BEGIN,
                        true,
                        List.of(Map.entry(
                                new WindowId(
                                        new RunRef("run", 0, Branch.REQUESTS),
                                        1,
                                        BEGIN,
                                        SeriesId.run(Vantage.GENERATOR)),
                                sums)),
                        List.of());
        return written.get(0);
    }

    private RunResult run() {
        return output(NAMES.runResults()).readValuesToList().stream()
                .map(value -> wire.decode(value, RunResult.class))
                .filter(result -> result.getSeries().getGrouping() == Grouping.RUN)
                .findFirst()
                .orElseThrow();
    }

    private List<DeadLetter> letters() {
        return output(NAMES.deadLetters()).readValuesToList().stream()
                .map(value -> wire.decode(value, DeadLetter.class))
                .toList();
    }

    private void tick(int second) {
        long boundary = BEGIN + second * SECOND;
        pipe(
                NAMES.requests(),
                null,
                wire.encode(NAMES.requests(), fake.requestTick(boundary, second, 3, FakeInstance.HEALTHY)));
        pipe(NAMES.tokens(), null, wire.encode(NAMES.tokens(), fake.tokenTick(boundary)));
    }

    private void end(int second) {
        long time = BEGIN + second * SECOND;
        pipe(NAMES.requests(), null, wire.encode(NAMES.requests(), fake.requestEnd(time)));
        pipe(NAMES.tokens(), null, wire.encode(NAMES.tokens(), fake.tokenEnd(time)));
    }

    private void pipe(String topic, byte[] key, byte[] value) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key, value);
    }

    private TestOutputTopic<byte[], byte[]> output(String name) {
        return driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
