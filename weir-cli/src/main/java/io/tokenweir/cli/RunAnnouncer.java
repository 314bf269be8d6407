package io.tokenweir.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.price.PriceBook;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.Price;
import io.tokenweir.events.RunKey;
import io.tokenweir.events.RunRecord;
import io.tokenweir.events.RunRecordKind;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Tells weir.runs what a run is and was, and weir.prices what its tokens cost. */
final class RunAnnouncer {
    private final KafkaSettings settings;
    private final AvroWire wire;
    private final EventPublisher publisher;
    private final RunIdentity identity;

    RunAnnouncer(KafkaSettings settings, AvroWire wire, EventPublisher publisher, RunIdentity identity) {
        this.settings = settings;
        this.wire = wire;
        this.publisher = publisher;
        this.identity = identity;
    }

    void started(ScenarioFile scenario, String scenarioText) {
        PriceBook prices = PriceBook.of(scenario.prices());
        prices(scenario.target().provider(), prices);
        publish(record(RunRecordKind.RUN_STARTED)
                .setScenario(scenarioText)
                .setSeed(scenario.seed())
                .setConfig(Map.of(
                        "name", scenario.name(),
                        "provider", scenario.target().provider(),
                        "model", scenario.target().model()))
                .setPriceBook(prices.version())
                .build());
    }

    /** A run that only watches, and plays no scenario. */
    void startedWatching(Map<String, String> config) {
        publish(record(RunRecordKind.RUN_STARTED).setConfig(config).build());
    }

    void ended(boolean cutShort, List<PartitionLedger> ledger) {
        publish(record(RunRecordKind.RUN_ENDED)
                .setCutShort(cutShort)
                .setLedger(ledger)
                .build());
    }

    /** A segment has ended; its ledger is its own. */
    void segmentEnded(int segment, boolean partial, List<PartitionLedger> ledger) {
        publish(record(RunRecordKind.SEGMENT_ENDED)
                .setSegment(segment)
                .setCutShort(partial)
                .setLedger(ledger)
                .build());
    }

    private void prices(String provider, PriceBook book) {
        String topic = settings.topic(Topic.PRICES);
        for (String model : book.models()) {
            PriceBook.UnitPrice price = book.price(model);
            byte[] key = (provider + '/' + model).getBytes(StandardCharsets.UTF_8);
            byte[] value = wire.encode(
                    topic,
                    new Price(
                            provider,
                            model,
                            book.version(),
                            book.currency(),
                            price.inputPico(),
                            price.cachedInputPico(),
                            price.outputPico(),
                            nowMicros()));
            publisher.publish(new OutboundEvent(topic, 0, key, value, null));
        }
    }

    private RunRecord.Builder record(RunRecordKind kind) {
        return RunRecord.newBuilder()
                .setRunId(identity.runId())
                .setSegment(identity.segment())
                .setKind(kind)
                .setInstance(identity.instance())
                .setEpoch(identity.epoch())
                .setTimeMicros(nowMicros());
    }

    private void publish(RunRecord record) {
        String topic = settings.topic(Topic.RUNS);
        RunKey key = new RunKey(
                record.getRunId(), record.getSegment(), record.getKind().name(), record.getInstance());
        publisher.publish(new OutboundEvent(topic, 0, wire.encodeKey(topic, key), wire.encode(topic, record), null));
    }

    private static long nowMicros() {
        return Instant.now().toEpochMilli() * 1000;
    }
}
