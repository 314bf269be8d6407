package io.tokenweir.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.SystemSpec;
import io.tokenweir.common.target.RefusedTargetException;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.events.SystemEvent;
import io.tokenweir.events.SystemEventKind;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

class SystemScraperIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TargetGuard LOOPBACK_ONLY = new TargetGuard(null, LocalDate.of(2026, 1, 1));

    @TempDir
    static Path folder;

    private static EmbeddedPlatform platform;
    private static TestTarget target;

    private final List<String> said = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws IOException {
        platform = EmbeddedPlatform.inFolder(folder);
        target = new TestTarget();
    }

    @AfterAll
    static void close() {
        target.close();
        platform.close();
    }

    @Test
    void goodAndBadSourcesHaveAnEventEachSecondBetweenTicksThatCloseThem() {
        KafkaSettings settings = settings("each.");
        TopicAdmin.ensure(settings, EnumSet.of(Topic.SYSTEM));
        List<SystemEvent> events = new ArrayList<>();
        try (Reader reader = new Reader(settings)) {
            try (SystemScraper scraper =
                    start(settings, source("gpu-0", "/metrics"), source("bad", "/garbage"), source("stuck", "/slow"))) {
                await().atMost(PATIENCE).until(() -> {
                    events.addAll(reader.poll());
                    return readings(events) >= 3 && failures(events, "stuck") >= 2;
                });
                assertThat(scraper.summary()).contains("gpu-0 ").contains("stuck 0 readings, ");
            }
            await().atMost(PATIENCE).until(() -> {
                events.addAll(reader.poll());
                return events.get(events.size() - 1).getKind() == SystemEventKind.RUN_END;
            });
        }
        assertInOrder(events);
        assertThat(events)
                .filteredOn(event -> event.getReading() != null)
                .allMatch(event -> event.getSource().equals("gpu-0"))
                .allMatch(event -> event.getReading().getGpuUtilisationPpm() == 750_000)
                .last()
                .satisfies(event ->
                        assertThat(event.getReading().getCpuUtilisationPpm()).isEqualTo(750_000));
        assertThat(said)
                .containsOnlyOnce("bad cannot be read: what " + target.at("/garbage")
                        + " answers is no Prometheus text: line 1: '<html>' is no name of a metric.")
                .containsOnlyOnce("stuck cannot be read: " + target.at("/slow") + " takes longer than a second.");
    }

    @Test
    void aSourceThatIsNotOnLoopbackNeedsAuthorisation() {
        SystemSpec elsewhere = new SystemSpec("gpu-0", "http://gpu.example.com/metrics", null, null, null);
        assertThatThrownBy(() -> start(settings("guard."), elsewhere))
                .isInstanceOf(RefusedTargetException.class)
                .hasMessageContaining("gpu.example.com is not on loopback");
    }

    /** Numbers without holes, and nothing older than a tick behind it. */
    private static void assertInOrder(List<SystemEvent> events) {
        long watermark = Long.MIN_VALUE;
        for (int n = 0; n < events.size(); n++) {
            SystemEvent event = events.get(n);
            assertThat(event.getHeader().getSeq()).isEqualTo(n);
            assertThat(event.getHeader().getEventTimeMicros()).isGreaterThanOrEqualTo(watermark);
            watermark = event.getTick() == null ? watermark : event.getTick().getLowWatermarkMicros();
        }
        assertThat(events.get(0).getKind()).isEqualTo(SystemEventKind.TICK);
    }

    private static long readings(List<SystemEvent> events) {
        return events.stream().filter(event -> event.getReading() != null).count();
    }

    private static long failures(List<SystemEvent> events, String source) {
        return events.stream()
                .filter(event -> event.getFailure() != null && source.equals(event.getSource()))
                .count();
    }

    private SystemScraper start(KafkaSettings settings, SystemSpec... sources) {
        return SystemScraper.start(
                List.of(sources), LOOPBACK_ONLY, settings, new RunIdentity("run", 0, "scraper-1", 1), said::add);
    }

    private static SystemSpec source(String name, String path) {
        return new SystemSpec(name, target.at(path).toString(), null, null, null);
    }

    private static KafkaSettings settings(String prefix) {
        return new KafkaSettings(
                platform.bootstrapServers(), platform.schemaRegistryUrl(), prefix, 2, (short) 1, Map.of());
    }

    private static final class Reader implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final AvroWire wire;

        Reader(KafkaSettings settings) {
            consumer = new KafkaConsumer<>(settings.consumer("test"));
            wire = AvroWire.of(settings.client("test"));
            TopicPartition partition = new TopicPartition(settings.topic(Topic.SYSTEM), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }

        List<SystemEvent> poll() {
            List<SystemEvent> events = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                events.add(wire.decode(record.value(), SystemEvent.class));
            }
            return events;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
