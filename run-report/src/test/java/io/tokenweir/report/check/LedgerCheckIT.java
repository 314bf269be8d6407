package io.tokenweir.report.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.report.SyntheticResults;
import io.tokenweir.report.SyntheticRun;
import io.tokenweir.report.read.RunScope;
import io.tokenweir.report.read.SinkWait;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

class LedgerCheckIT {
    private static final SyntheticRun RUN = new SyntheticRun(13, 20, 30);

    @TempDir
    static Path folder;

    private static EmbeddedPlatform platform;

    @BeforeAll
    static void start() {
        platform = EmbeddedPlatform.inFolder(folder);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aRunIsEqualFromItsTopicsAlone() {
        CheckResult result = check("whole.", false);
        assertThat(result.differences()).isEmpty();
        assertThat(result.sources())
                .containsExactly(
                        Source.LEDGER,
                        Source.TOPICS,
                        Source.WINDOWS,
                        Source.MODELS,
                        Source.RUN_RESULT,
                        Source.PROMETHEUS);
    }

    @Test
    void aRecordThatWasAlteredInTheTopicIsNamedWithItsPartition() {
        CheckResult result = check("altered.", true);
        assertThat(result.differences())
                .anySatisfy(
                        text -> assertThat(text).contains("output tokens: ledger has", "in altered.weir.requests-"));
    }

    private static CheckResult check(String prefix, boolean alter) {
        KafkaSettings settings = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl())
                .withTopicPrefix(prefix);
        TopicAdmin.ensure(
                settings, List.of(Topic.REQUESTS, Topic.TOKENS, Topic.METRICS, Topic.RUN_RESULTS, Topic.RUNS));
        AvroWire wire = AvroWire.of(settings.client("test"));
        SyntheticResults results = new SyntheticResults(RUN, (topic, record) -> wire.encode(prefix + topic, record));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer("test"))) {
            int[] left = {alter ? 1 : 0};
            RUN.requests.forEach(placed -> send(
                    producer, wire, settings.topic(Topic.REQUESTS), placed.partition(), altered(placed.event(), left)));
            RUN.tokens.forEach(
                    placed -> send(producer, wire, settings.topic(Topic.TOKENS), placed.partition(), placed.event()));
            results.windows.forEach(row -> send(producer, wire, settings.topic(Topic.METRICS), 0, row));
            results.results.forEach(row -> send(producer, wire, settings.topic(Topic.RUN_RESULTS), 1, row));
        }
        assertThat(SinkWait.await(settings, RunScope.run(SyntheticRun.RUN), Map.of(), Duration.ofSeconds(10))
                        .reached())
                .isTrue();
        return LedgerCheck.run(new LedgerCheck.Inputs(
                RunScope.run(SyntheticRun.RUN),
                settings,
                results.ledger.stream().map(row -> prefixed(row, prefix)).toList(),
                Optional.empty(),
                Optional.of(results.prometheus())));
    }

    private static RequestEvent altered(RequestEvent event, int[] left) {
        boolean answered =
                event.getAttemptEnded() != null && event.getAttemptEnded().getOutputTokens() > 0;
        if (!answered || left[0]-- <= 0) {
            return event;
        }
        RequestEvent copy = RequestEvent.newBuilder(event).build();
        copy.getAttemptEnded().setOutputTokens(copy.getAttemptEnded().getOutputTokens() + 1);
        return copy;
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, AvroWire wire, String topic, int partition, SpecificRecord value) {
        producer.send(new ProducerRecord<>(topic, partition, new byte[] {1}, wire.encode(topic, value)));
    }

    private static PartitionLedger prefixed(PartitionLedger row, String prefix) {
        PartitionLedger copy = PartitionLedger.newBuilder(row).build();
        copy.setTopic(prefix + copy.getTopic());
        return copy;
    }
}
