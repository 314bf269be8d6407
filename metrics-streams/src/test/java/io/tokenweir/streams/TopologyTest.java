package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.events.AccountEvent;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.DeadLetter;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.Outcome;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.SystemEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.Vantage;
import io.tokenweir.events.WindowKey;
import io.tokenweir.events.WindowResult;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;

/** The whole topology, one partition, without a broker. */
class TopologyTest {
    private static final long BEGIN = 1_700_000_000_000_000L;
    private static final long SECOND = 1_000_000;
    private static final int TICK_LAG_MILLIS = 40;
    private static final KafkaSettings SETTINGS = KafkaSettings.local("nowhere:1", "mock://topology-test");
    private static final TopologyNames NAMES = TopologyNames.of(SETTINGS);

    private static final Map<Branch, Integer> ONE_EACH =
            Map.of(Branch.REQUESTS, 1, Branch.PROVISIONING, 1, Branch.SYSTEM, 1);

    @TempDir
    Path folder;

    private final AvroWire wire = AvroWire.of(SETTINGS.client("test"));
    private final FakeInstance fake = new FakeInstance("run", "i0", 0);
    private final Oracle oracle = new Oracle();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> requests;
    private TestInputTopic<byte[], byte[]> tokens;
    private TestInputTopic<byte[], byte[]> accountEvents;
    private TestInputTopic<byte[], byte[]> system;
    private TestOutputTopic<byte[], byte[]> metrics;
    private TestOutputTopic<byte[], byte[]> runResults;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void open() {
        MetricsStreamsConfig config = MetricsStreamsConfig.defaults(folder);
        Properties properties = StreamsProperties.of(SETTINGS, config);
        driver = new TopologyTestDriver(MetricsTopology.build(wire, NAMES, config, properties, ONE_EACH), properties);
        requests = input(NAMES.requests());
        tokens = input(NAMES.tokens());
        accountEvents = input(NAMES.accountEvents());
        system = input(NAMES.system());
        metrics = output(NAMES.metrics());
        runResults = output(NAMES.runResults());
        deadLetters = output(NAMES.deadLetters());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theTopologyIsTheOneThatItsChangelogsWereWrittenBy() throws IOException {
        MetricsStreamsConfig config = MetricsStreamsConfig.defaults(folder);
        try (InputStream golden = TopologyTest.class.getResourceAsStream("/topology.txt")) {
            assertThat(MetricsTopology.build(wire, NAMES, config, StreamsProperties.of(SETTINGS, config), ONE_EACH)
                            .describe()
                            .toString()
                            .strip())
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    @Test
    void aRunGoesThroughToItsResult() {
        tick(0);
        for (int second = 0; second < 70; second++) {
            long time = BEGIN + second * SECOND + 1000 * second;
            send(fake.started(time, "small"));
            send(fake.chunk(time, "small", 0, 250_000, 20_000, 21_000));
            send(fake.attemptEnded(time, "small", second % 7 == 0 ? Outcome.OVERLOAD : Outcome.OK, 400_000_000));
            send(fake.ended(time, "small", Outcome.OK, 500_000_000));
            tick(second + 1);
        }
        end(70);
        List<WindowResult> windows = windows();
        List<RunResult> runs = runs();
        ResultCheck.equal(windows, runs, oracle);
        ResultCheck.keysOfWindowsEqual(windows, oracle);
        ResultCheck.keysOfRunEqual(runs, oracle);
        assertThat(runs)
                .filteredOn(run -> run.getSeries().getGrouping() == Grouping.RUN)
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.getFigures().getSeconds()).isEqualTo(70);
                    assertThat(run.getFigures().getEndedPerSecond()).isEqualTo(1);
                    assertThat(run.getFigures().getThrottledByAxis()).isEqualTo(Map.of("OVERLOAD", 10L));
                    assertThat(run.getMaxInFlight()).isEqualTo(3);
                    assertThat(run.getRemarks()).isEmpty();
                });
    }

    @Test
    void everySecondOfARunHasARunWindowEvenWhenNothingHappens() {
        tick(0);
        tick(1);
        tick(4);
        assertThat(windows())
                .filteredOn(row -> row.getWindowSeconds() == 1)
                .allMatch(row -> row.getSeries().getGrouping() == Grouping.RUN)
                .extracting(WindowResult::getWindowStartMicros)
                .containsExactly(BEGIN - SECOND, BEGIN, BEGIN + SECOND, BEGIN + 2 * SECOND, BEGIN + 3 * SECOND);
    }

    @Test
    void theSecondInWhichASourceBeganHasItsHealth() {
        send(fake.started(BEGIN + 600_000, "small"));
        tick(1);
        assertThat(windows())
                .filteredOn(row -> row.getSeries().getGrouping() == Grouping.RUN && row.getWindowSeconds() == 1)
                .singleElement()
                .satisfies(row -> assertThat(row.getHealth()).isNotNull())
                .extracting(WindowResult::getWindowStartMicros)
                .isEqualTo(BEGIN);
    }

    @Test
    void eachVantageHasItsOwnOpenRequests() {
        FakeInstance tap = new FakeInstance("run", "tap", 0);
        for (int second = 0; second < 3; second++) {
            tick(second);
            RequestEvent request = tap.requestTick(BEGIN + second * SECOND, 0, 7, FakeInstance.HEALTHY);
            request.getHeader().setVantage(Vantage.TAP);
            TokenEvent token = tap.tokenTick(BEGIN + second * SECOND);
            token.getHeader().setVantage(Vantage.TAP);
            requests.pipeInput(wire.encode(NAMES.requests(), request));
            tokens.pipeInput(wire.encode(NAMES.tokens(), token));
        }
        assertThat(windows())
                .filteredOn(row -> row.getWindowStartMicros() >= BEGIN && row.getWindowSeconds() == 1)
                .extracting(row -> row.getSeries().getVantage() + " " + row.getInFlight())
                .containsExactlyInAnyOrder("GENERATOR 3", "TAP 7", "GENERATOR 3", "TAP 7");
    }

    @Test
    void theKeyNamesTheWindow() {
        tick(1);
        var record = metrics.readRecord();
        WindowKey key = wire.decode(record.key(), WindowKey.class);
        assertThat(key).isEqualTo(new WindowKey(key.getSeries(), 1, BEGIN, 0));
    }

    @Test
    void whatComesLateIsACorrection() {
        tick(0);
        tick(1);
        send(fake.chunk(BEGIN + 5, "small", 3, 1000));
        tick(2);
        end(2);
        List<WindowResult> rows = windows();
        assertThat(rows)
                .filteredOn(row -> row.getWindowSeconds() == 1 && row.getRevision() == 1)
                .hasSize(3)
                .allMatch(row -> row.getWindow().getLateRecords() == 1 && row.getWindowStartMicros() == BEGIN);
        ResultCheck.equal(rows, runs(), oracle);
    }

    @Test
    void anInstanceThatVanishedDoesNotStopTheRun() {
        tick(0);
        send(fake.chunk(BEGIN + 5, "small", 3, 1000));
        for (int second = 0; second < 17; second++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        assertThat(windows())
                .filteredOn(row -> row.getWindowStartMicros() == BEGIN)
                .isNotEmpty()
                .noneMatch(WindowResult::getComplete);
        assertThat(runs()).hasSize(3).noneMatch(RunResult::getComplete);
    }

    @Test
    void theStepsOfAccountsAndTheTargetsOwnMetricsHaveSeriesOfTheirOwn() {
        FakeSide side = new FakeSide("run", "side", 0);
        SideOracle beside = new SideOracle(oracle);
        pipe(side.accountTick(BEGIN));
        pipe(side.systemTick(BEGIN));
        for (int second = 0; second < 12; second++) {
            long time = BEGIN + second * SECOND + 7;
            AccountEvent step = side.step(time, AccountState.PLANNED, AccountState.READY, 1_000 * second, null);
            beside.account(step, pipe(step));
            SystemEvent reading = side.reading(time, "gpu-0", 500_000L, 750_000L, second);
            beside.system(reading, pipe(reading));
            pipe(side.accountTick(BEGIN + (second + 1) * SECOND));
            pipe(side.systemTick(BEGIN + (second + 1) * SECOND));
        }
        pipe(side.accountEnd(BEGIN + 12 * SECOND));
        pipe(side.systemEnd(BEGIN + 12 * SECOND));
        ResultCheck.equal(windows(), runs(), oracle);
    }

    @Test
    void aWishForAnAccountIsNoStep() {
        FakeSide side = new FakeSide("run", "side", 0);
        pipe(side.accountTick(BEGIN));
        pipe(side.step(BEGIN + 7, AccountState.PLANNED, AccountState.PLANNED, 0, null));
        pipe(side.accountEnd(BEGIN + SECOND));
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.getSeries().getGrouping()).isEqualTo(Grouping.PROVISIONING);
            assertThat(run.getTotals().getRecords()).isEqualTo(1);
            assertThat(run.getTotals().getProvisioning().getSteps()).isZero();
        });
    }

    @Test
    void nobodyBesideTheRequestsHoldsThemUp() {
        FakeSide side = new FakeSide("run", "side", 0);
        pipe(side.accountTick(BEGIN));
        pipe(side.step(BEGIN + 7, AccountState.PLANNED, AccountState.READY, 1_000, null));
        pipe(side.reading(BEGIN + 7, "gpu-0", 500_000L, 750_000L, 3));
        tick(0);
        tick(1);
        end(1);
        assertThat(runs()).extracting(run -> run.getSeries().getGrouping()).containsExactly(Grouping.RUN);
    }

    @Test
    void brokenRecordsBesideTheRequestsBecomeDeadLettersToo() {
        FakeSide side = new FakeSide("run", "side", 0);
        pipe(side.step(BEGIN, AccountState.PLANNED, AccountState.READY, -1, null));
        pipe(side.reading(BEGIN, "", 500_000L, 750_000L, 3));
        pipe(side.reading(BEGIN, "gpu-0", -5L, 750_000L, 3));
        assertThat(letters())
                .extracting(letter -> letter.getStage() + ": " + letter.getReason())
                .containsExactly(
                        "provisioning-aggregator: latencyNanos is negative (-1)",
                        "system-aggregator: the source is missing",
                        "system-aggregator: CPU_UTILISATION_PPM is negative (-5)");
    }

    @Test
    void whatIsWrongWithTheLogsBesideTheRequestsIsCountedInTheirResults() {
        FakeSide side = new FakeSide("run", "side", 0);
        pipe(side.accountTick(BEGIN));
        pipe(side.systemTick(BEGIN));
        AccountEvent step = side.step(BEGIN + 7, AccountState.PLANNED, AccountState.READY, 1_000, null);
        SystemEvent lost = side.reading(BEGIN + 7, "gpu-0", 500_000L, 750_000L, 3);
        pipe(step);
        pipe(step);
        pipe(side.step(BEGIN + 8, AccountState.PLANNED, AccountState.READY, -1, null));
        system.pipeInput((byte[]) null);
        pipe(side.reading(BEGIN + 8, "gpu-0", 500_000L, 750_000L, 3));
        pipe(side.accountEnd(BEGIN + SECOND));
        pipe(side.systemEnd(BEGIN + SECOND));
        assertThat(lost.getHeader().getSeq()).isEqualTo(1);
        assertThat(runs())
                .filteredOn(run -> !run.getRemarks().isEmpty())
                .extracting(run -> run.getSeries().getGrouping() + " " + run.getRemarks())
                .containsExactlyInAnyOrder(
                        "PROVISIONING [1 record was doubled: dead-lettered, and counted once.,"
                                + " 1 record was refused for what they say: dead-lettered, and not counted.]",
                        "SYSTEM [1 record was missing: the sequence numbers have holes.,"
                                + " 1 record was unreadable while the run was open: dead-lettered, whose they were is not"
                                + " known.]");
        assertThat(letters())
                .extracting(DeadLetter::getReason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).startsWith("the sequence number 1 was seen before"),
                        reason -> assertThat(reason).isEqualTo("latencyNanos is negative (-1)"),
                        reason -> assertThat(reason).isEqualTo("the record has no value"));
    }

    @Test
    void brokenRecordsBecomeDeadLettersThatSayWhy() {
        tick(0);
        TokenEvent negative = fake.chunk(BEGIN, "small", 3, -1);
        TokenEvent ancient = fake.chunk(0, "small", 3, 1);
        TokenEvent future = fake.chunk(4_102_444_800_000_000L, "small", 3, 1);
        tokens.pipeInput(wire.encode(NAMES.tokens(), negative));
        tokens.pipeInput(wire.encode(NAMES.tokens(), ancient));
        tokens.pipeInput(wire.encode(NAMES.tokens(), future));
        RequestEvent bodiless = fake.started(BEGIN, "small");
        bodiless.setStarted(null);
        requests.pipeInput(wire.encode(NAMES.requests(), bodiless));
        RequestEvent endless = fake.attemptEnded(BEGIN, "small", Outcome.OK, 5);
        endless.getAttemptEnded().setOutputTokens(1L << 31);
        requests.pipeInput(wire.encode(NAMES.requests(), endless));
        RequestEvent backwards = fake.ended(BEGIN, "small", Outcome.OK, 5);
        backwards.getEnded().setDurationNanos(-7);
        requests.pipeInput(wire.encode(NAMES.requests(), backwards));
        RequestEvent runless = fake.started(BEGIN, "small");
        runless.getHeader().setRunId("");
        requests.pipeInput(wire.encode(NAMES.requests(), runless));
        byte[] whole = wire.encode(NAMES.requests(), fake.started(BEGIN, "small"));
        requests.pipeInput(Arrays.copyOf(whole, whole.length - 3));
        byte[] unknown = whole.clone();
        unknown[3] = 99;
        requests.pipeInput(unknown);
        requests.pipeInput((byte[]) null);
        requests.pipeInput(whole);
        requests.pipeInput(whole);
        assertThat(letters())
                .extracting(DeadLetter::getReason)
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("gapsMicros is negative (-1)"),
                        reason -> assertThat(reason).isEqualTo("the event time (0 us) lies before the year 2000"),
                        reason -> assertThat(reason).contains("more than a day ahead"),
                        reason -> assertThat(reason).isEqualTo("the body 'started' is missing"),
                        reason -> assertThat(reason).isEqualTo("outputTokens is beyond 2^31 (2147483648)"),
                        reason -> assertThat(reason).isEqualTo("durationNanos is negative (-7)"),
                        reason -> assertThat(reason).isEqualTo("the run or the instance is missing"),
                        reason -> assertThat(reason).startsWith("The bytes end before the Avro record does"),
                        reason -> assertThat(reason).contains("schema"),
                        reason -> assertThat(reason).isEqualTo("the record has no value"),
                        reason -> assertThat(reason).startsWith("the sequence number 5 was seen before"));
    }

    @Test
    void brokenRecordsAreCountedInTheResultsAndTheStreamGoesOn() {
        tick(0);
        tick(1);
        requests.pipeInput("not Avro at all".getBytes(StandardCharsets.UTF_8));
        tokens.pipeInput((byte[]) null);
        tokens.pipeInput(wire.encode(NAMES.tokens(), fake.chunk(BEGIN + SECOND, "small", 3, -1)));
        tokens.pipeInput(wire.encode(NAMES.tokens(), fake.chunk(0, "small", 3, 1)));
        send(fake.chunk(BEGIN + SECOND, "small", 3, 1000));
        fake.lose("tokens");
        fake.lose("tokens");
        TokenEvent twice = fake.chunk(BEGIN + SECOND, "small", 3, 2000);
        send(twice);
        send(twice);
        tick(2);
        end(2);
        RunResult run = resultOfTheRun();
        assertThat(run.getTotals().getArrivals()).isEqualTo(2);
        assertThat(run.getTotals().getUnreadableRecords()).isEqualTo(2);
        assertThat(run.getTotals().getDeadLetters()).isEqualTo(2);
        assertThat(run.getTotals().getMissingRecords()).isEqualTo(2);
        assertThat(run.getTotals().getDuplicateRecords()).isEqualTo(1);
        assertThat(run.getRemarks())
                .containsExactly(
                        "2 records were missing: the sequence numbers have holes.",
                        "1 record was doubled: dead-lettered, and counted once.",
                        "2 records were refused for what they say: dead-lettered, and not counted.",
                        "2 records were unreadable while the run was open: dead-lettered, whose they were is not known.");
        assertThat(letters()).hasSize(5).allMatch(letter -> letter.getTopic().startsWith("weir."));
    }

    @Test
    void aRefusedRecordThatBearsANumberAgainIsOneDeadLetterAndNoDoubledRecord() {
        tick(0);
        tick(1);
        send(fake.chunk(BEGIN + SECOND, "small", 3, 1000));
        TokenEvent broken = fake.chunk(BEGIN + SECOND, "small", 3, -1);
        broken.getHeader().setSeq(broken.getHeader().getSeq() - 1);
        send(broken);
        tick(2);
        end(2);
        RunResult run = resultOfTheRun();
        assertThat(run.getTotals().getDeadLetters()).isEqualTo(1);
        assertThat(run.getTotals().getDuplicateRecords()).isZero();
    }

    @Test
    void theRunSaysThatTheClocksDisagreeAndEventsCountWhereTheySay() {
        FakeInstance ahead = new FakeInstance("run", "ahead", 0);
        long hour = 3600 * SECOND;
        for (int second = 0; second < 3; second++) {
            long boundary = BEGIN + second * SECOND;
            tick(second);
            long append = boundary / 1000 + TICK_LAG_MILLIS;
            requests.pipeInput(
                    null,
                    wire.encode(NAMES.requests(), ahead.requestTick(boundary + hour, second, 1, FakeInstance.HEALTHY)),
                    append);
            tokens.pipeInput(null, wire.encode(NAMES.tokens(), ahead.tokenTick(boundary + hour)), append);
        }
        tokens.pipeInput(wire.encode(NAMES.tokens(), ahead.chunk(BEGIN + hour + 2 * SECOND, "small", 3, 1000)));
        end(2);
        requests.pipeInput(wire.encode(NAMES.requests(), ahead.requestEnd(BEGIN + hour + 3 * SECOND)));
        tokens.pipeInput(wire.encode(NAMES.tokens(), ahead.tokenEnd(BEGIN + hour + 3 * SECOND)));
        RunResult run = resultOfTheRun();
        assertThat(run.getClockSpreadMicros()).isEqualTo(hour);
        assertThat(run.getRemarks()).first().asString().startsWith("The clocks disagree: by 3600.0 s");
        assertThat(windows())
                .filteredOn(row -> row.getSeries().getGrouping() == Grouping.STAGE && row.getWindowSeconds() == 1)
                .extracting(WindowResult::getWindowStartMicros)
                .containsExactly(BEGIN + hour + 2 * SECOND);
    }

    @Test
    void noBytesWhateverStopTheTopology() {
        Random random = new Random(7);
        byte[] whole = wire.encode(NAMES.tokens(), fake.chunk(BEGIN, "small", 0, 250_000, 20_000));
        for (int n = 0; n < 2000; n++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt(256);
            }
            tokens.pipeInput(damaged);
        }
        assertThat(letters()).hasSizeGreaterThan(100);
    }

    @Test
    void stateOnTheHeapIsWrittenDownBeforeTheCommit() {
        send(fake.chunk(BEGIN + 5, "small", 3, 1000));
        WriteBehindStore<?, ?> store =
                (WriteBehindStore<?, ?>) driver.getAllStateStores().get(TopologyNames.PARTIAL_WINDOWS);
        store.reload();
        assertThat(store.map().keys())
                .isEqualTo(List.of(new WindowId(
                        new RunRef("run", 0),
                        1,
                        BEGIN,
                        SeriesId.model(Vantage.GENERATOR, FakeInstance.series("small")))));
    }

    @Test
    void rocksDbIsNotOnTheClassPath() {
        assertThatThrownBy(() -> Class.forName("org.rocksdb.RocksDB")).isInstanceOf(ClassNotFoundException.class);
    }

    private TestInputTopic<byte[], byte[]> input(String name) {
        return driver.createInputTopic(name, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<byte[], byte[]> output(String name) {
        return driver.createOutputTopic(name, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void send(RequestEvent event) {
        byte[] value = wire.encode(NAMES.requests(), event);
        if (oracle.sequence("requests", event.getHeader(), false)) {
            oracle.request(event, RecordHash.of(value));
        }
        requests.pipeInput(value);
    }

    private void send(TokenEvent event) {
        byte[] value = wire.encode(NAMES.tokens(), event);
        if (oracle.sequence("tokens", event.getHeader(), false)) {
            oracle.tokens(event, RecordHash.of(value));
        }
        tokens.pipeInput(value);
    }

    private long pipe(AccountEvent event) {
        byte[] value = wire.encode(NAMES.accountEvents(), event);
        accountEvents.pipeInput(value);
        return RecordHash.of(value);
    }

    private long pipe(SystemEvent event) {
        byte[] value = wire.encode(NAMES.system(), event);
        system.pipeInput(value);
        return RecordHash.of(value);
    }

    private void tick(int second) {
        long boundary = BEGIN + second * SECOND;
        RequestEvent request = fake.requestTick(boundary, second, 3, FakeInstance.HEALTHY);
        TokenEvent token = fake.tokenTick(boundary);
        oracle.sequence("requests", request.getHeader(), true);
        oracle.sequence("tokens", token.getHeader(), true);
        for (int n = 0; n < 2 && second > 0; n++) {
            oracle.tick("run", boundary, TICK_LAG_MILLIS * 1000);
        }
        long append = boundary / 1000 + TICK_LAG_MILLIS;
        requests.pipeInput(null, wire.encode(NAMES.requests(), request), append);
        tokens.pipeInput(null, wire.encode(NAMES.tokens(), token), append);
        if (second > 0) {
            oracle.offered("run", boundary, 1);
        }
    }

    private void end(int second) {
        long time = BEGIN + second * SECOND;
        RequestEvent request = fake.requestEnd(time);
        TokenEvent token = fake.tokenEnd(time);
        oracle.sequence("requests", request.getHeader(), true);
        oracle.sequence("tokens", token.getHeader(), true);
        requests.pipeInput(wire.encode(NAMES.requests(), request));
        tokens.pipeInput(wire.encode(NAMES.tokens(), token));
    }

    private List<WindowResult> windows() {
        return decoded(metrics, WindowResult.class);
    }

    private List<RunResult> runs() {
        return decoded(runResults, RunResult.class);
    }

    private RunResult resultOfTheRun() {
        return runs().stream()
                .filter(result -> result.getSeries().getGrouping() == Grouping.RUN)
                .findFirst()
                .orElseThrow();
    }

    private List<DeadLetter> letters() {
        return decoded(deadLetters, DeadLetter.class);
    }

    private <T> List<T> decoded(TestOutputTopic<byte[], byte[]> topic, Class<T> type) {
        List<T> values = new ArrayList<>();
        topic.readValuesToList().forEach(value -> values.add(wire.decode(value, type)));
        return values;
    }
}
