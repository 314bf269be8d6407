package io.tokenweir.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.KafkaUnavailableException;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.events.Grouping;
import io.tokenweir.events.RunResult;
import io.tokenweir.events.Verdict;
import io.tokenweir.events.WindowResult;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.topics.Topic;

/** The whole topology on a real broker and registry, fed by faked generator instances. */
class MetricsStreamsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private static EmbeddedPlatform platform;

    @BeforeAll
    static void startPlatform() {
        platform = EmbeddedPlatform.inFolder(folder.resolve("platform"));
    }

    @AfterAll
    static void stopPlatform() {
        platform.close();
    }

    @Test
    void twoInstancesOnTwoPartitionsGiveExactResultsAndBrokenRecordsDoNotStopThem() throws Exception {
        KafkaSettings settings = settings("exact.");
        TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
        Oracle oracle = new Oracle();
        long begin = minuteAgo();
        try (MetricsStreams streams = start(settings, "exact");
                LiveRun run = new LiveRun(settings, oracle, "run", 2, begin);
                ResultReader results = new ResultReader(settings)) {
            assertThat(streams.awaitRunning(PATIENCE)).isTrue();
            run.send(12, 100);
            run.sendRaw(Topic.REQUESTS, 1, "not Avro at all".getBytes(StandardCharsets.UTF_8));
            run.sendRaw(Topic.TOKENS, 0, new byte[] {0, 0, 0, 0, 99, 1, 2});
            run.sendRaw(Topic.TOKENS, 0, null);
            run.send(13, 100);
            run.end();

            awaitRunResult(results);
            ResultCheck.equal(results.windows, results.runs, oracle);
            assertThat(results.windows)
                    .allMatch(WindowResult::getComplete)
                    .allMatch(row -> row.getVerdict() == Verdict.VALID && row.getErrorBoundNanos() == 150_000)
                    .filteredOn(row -> row.getSeries().getGrouping() == Grouping.RUN)
                    .filteredOn(row -> row.getWindowStartMicros() >= begin)
                    .allMatch(row -> row.getInFlight() == 12);
            assertThat(results.deadLetters)
                    .extracting(letter -> letter.getTopic() + " " + letter.getPartition() + " " + letter.getStage())
                    .containsExactlyInAnyOrder(
                            "exact.weir.requests 1 partial-aggregator",
                            "exact.weir.tokens 0 partial-aggregator",
                            "exact.weir.tokens 0 partial-aggregator");
        }
    }

    @Test
    void resultsStayExactWhenTheProcessIsKilledAndItsStateDeleted() throws Exception {
        KafkaSettings settings = settings("");
        TopicAdmin.ensure(settings, EnumSet.allOf(Topic.class));
        Oracle oracle = new Oracle();
        try (LiveRun run = new LiveRun(settings, oracle, "run", 2, minuteAgo());
                ResultReader results = new ResultReader(settings)) {
            run.send(6, 300);
            ChildJvm process = StreamsProcess.start(
                    settings,
                    MetricsStreamsConfig.defaults(folder.resolve("killed")),
                    0,
                    folder.resolve("killed.log").toFile());
            try {
                await().atMost(PATIENCE).until(() -> results.poll().windows.size() > 5);
                run.send(4, 300);
            } finally {
                process.kill();
            }
            run.send(5, 300);
            try (MetricsStreams second = start(settings, "second")) {
                int before = results.poll().windows.size();
                await().atMost(PATIENCE).until(() -> results.poll().windows.size() > before + 5);
                run.send(5, 300);
            }
            Utils.delete(folder.resolve("second").toFile());
            try (MetricsStreams third = start(settings, "second")) {
                run.send(5, 300);
                run.end();
                awaitRunResult(results);
            }
            ResultCheck.equal(results.windows, results.runs, oracle);
            assertThat(results.deadLetters).isEmpty();
        }
    }

    @Test
    void aMissingTopicIsOneSentence() {
        assertThatThrownBy(() -> start(settings("absent."), "absent"))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessageContaining("absent.weir.requests");
    }

    @Test
    void unequalPartitionCountsAreOneSentence() {
        KafkaSettings settings = settings("unequal.");
        TopicAdmin.ensure(settings, EnumSet.of(Topic.REQUESTS));
        KafkaSettings other = new KafkaSettings(
                settings.bootstrapServers(), settings.schemaRegistryUrl(), "unequal.", 3, (short) 1, Map.of());
        TopicAdmin.ensure(other, EnumSet.complementOf(EnumSet.of(Topic.REQUESTS)));
        assertThatThrownBy(() -> start(settings, "unequal"))
                .isInstanceOf(KafkaUnavailableException.class)
                .hasMessage("Topic unequal.weir.requests has 2 partitions and unequal.weir.tokens has 3;"
                        + " they must have the same number: create one of them anew.");
    }

    private static KafkaSettings settings(String prefix) {
        return new KafkaSettings(
                platform.bootstrapServers(), platform.schemaRegistryUrl(), prefix, 2, (short) 1, Map.of());
    }

    private static MetricsStreams start(KafkaSettings settings, String state) {
        return MetricsStreams.start(settings, MetricsStreamsConfig.defaults(folder.resolve(state)));
    }

    private static long minuteAgo() {
        return (System.currentTimeMillis() / 1000 - 60) * 1_000_000;
    }

    private static void awaitRunResult(ResultReader results) {
        await().atMost(PATIENCE).until(() -> hasRun(results.poll().runs));
        // the other series' results are on their way in the transactions of other tasks
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> {
            int before = results.runs.size() + results.windows.size();
            return before == results.poll().runs.size() + results.windows.size();
        });
    }

    private static boolean hasRun(List<RunResult> runs) {
        return runs.stream().anyMatch(run -> run.getSeries().getGrouping() == Grouping.RUN);
    }
}
