package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.common.publish.BufferBounds;
import io.tokenweir.common.publish.BufferedEventPublisher;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.publish.PlainEventPublisher;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.platform.EmbeddedBroker;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.topics.Topic;

/** The publisher of a run, and a real broker that goes away for a while. */
class StalledBrokerIT {
    private static final int MEMORY = 256 * 1024;
    private static final int BEFORE = 1_000;
    private static final int MEANWHILE = 8_000;

    @TempDir
    Path folder;

    private final Ledger ledger = new Ledger();
    private KafkaSettings settings;
    private String topic;

    @Test
    void whatWaitedOnDiskWhileTheBrokerWasAwayArrivesOnceInOrderAndTheLedgerIsEven() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.inFolder(folder.resolve("broker"));
        String address = broker.bootstrapServers();
        use(address);
        try (BufferedEventPublisher publisher = publisher(64L * MEMORY)) {
            publish(publisher, 0, BEFORE);
            assertThat(publisher.flush(Duration.ofSeconds(20))).isTrue();
            broker.close();
            publish(publisher, BEFORE, BEFORE + MEANWHILE);
            assertThat(publisher.stats().onDisk()).isGreaterThan(MEANWHILE / 2);
            assertThat(publisher.flush(Duration.ofSeconds(2))).isFalse();
            broker = EmbeddedBroker.start(
                    folder.resolve("broker"), Integer.parseInt(address.substring(address.indexOf(':') + 1)), Map.of());
            assertThat(publisher.flush(Duration.ofSeconds(30))).isTrue();
            assertThat(publisher.stats().failed()).isZero();
            compareWithTheLedger();
        } finally {
            broker.close();
        }
    }

    @Test
    void whatFindsNoRoomOnDiskIsLostAndTheLedgerSaysSo() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.inFolder(folder.resolve("broker"));
        use(broker.bootstrapServers());
        try (BufferedEventPublisher publisher = publisher(2L * MEMORY)) {
            publish(publisher, 0, BEFORE);
            assertThat(publisher.flush(Duration.ofSeconds(20))).isTrue();
            broker.close();
            publish(publisher, BEFORE, BEFORE + MEANWHILE);
            long lost = publisher.stats().failed();
            assertThat(lost).isPositive();
            assertThat(publisher.stats().waiting() + lost).isEqualTo(MEANWHILE);
            assertThat(unacknowledged()).isEqualTo(MEANWHILE);
            String address = broker.bootstrapServers();
            broker = EmbeddedBroker.start(
                    folder.resolve("broker"), Integer.parseInt(address.substring(address.indexOf(':') + 1)), Map.of());
            assertThat(publisher.flush(Duration.ofSeconds(30))).isTrue();
            assertThat(unacknowledged()).isEqualTo(lost);
            compareWithTheLedger();
        } finally {
            broker.close();
        }
    }

    private void use(String bootstrapServers) {
        settings = KafkaSettings.local(bootstrapServers, "mock://stalled");
        topic = settings.topic(Topic.TOKENS);
        TopicAdmin.ensure(settings, List.of(Topic.TOKENS));
    }

    private BufferedEventPublisher publisher(long diskBytes) {
        return new BufferedEventPublisher(
                listener -> new PlainEventPublisher(settings, "stalled", listener),
                ledger,
                new BufferBounds(MEMORY, diskBytes, folder.resolve("waiting")));
    }

    private void publish(BufferedEventPublisher publisher, int from, int to) {
        for (int i = from; i < to; i++) {
            byte[] value = ByteBuffer.allocate(200).putInt(i).array();
            OutboundEvent event = new OutboundEvent(
                    topic, i % settings.partitions(), null, value, LedgerEntry.plain(RecordHash.of(value)));
            ledger.handedOver(event);
            publisher.publish(event);
        }
    }

    private long unacknowledged() {
        return ledger.snapshot(0).stream()
                .mapToLong(PartitionLedger::getUnacknowledged)
                .sum();
    }

    private void compareWithTheLedger() {
        for (PartitionLedger row : ledger.snapshot(0)) {
            int before = -1;
            long count = 0;
            long hash = 0;
            TopicPartition place = new TopicPartition(row.getTopic(), row.getPartition());
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("reader"))) {
                consumer.assign(List.of(place));
                long end = consumer.endOffsets(List.of(place)).get(place);
                while (consumer.position(place) < end) {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                        int number = ByteBuffer.wrap(record.value()).getInt();
                        assertThat(number).isGreaterThan(before);
                        before = number;
                        count++;
                        hash += RecordHash.of(record.value());
                    }
                }
            }
            assertThat(count).isEqualTo(row.getRecords());
            assertThat(hash).isEqualTo(row.getRecordHash());
        }
    }
}
