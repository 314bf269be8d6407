package io.tokenweir.common.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.ledger.LedgerEntry;
import io.tokenweir.events.PartitionLedger;

class BufferedEventPublisherTest {
    private static final int MIB = 1024 * 1024;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    @TempDir
    Path temp;

    private final Ledger ledger = new Ledger();
    private StalledCarrier carrier;

    @Test
    void aBrokerThatTakesEverythingLeavesTheDiskAlone() throws Exception {
        try (BufferedEventPublisher publisher = publisher(MIB, 10 * MIB)) {
            carrier.recover();
            publish(publisher, 10_000);
            assertThat(publisher.flush(LONG_ENOUGH)).isTrue();
            assertThat(publisher.stats()).isEqualTo(new PublisherStats(10_000, 0, 0, 0, 0, 0));
            assertThat(folder()).doesNotExist();
        }
    }

    @Test
    void whatTheBrokerDoesNotTakeFillsMemoryToItsBoundAndThenTheDisk() {
        try (BufferedEventPublisher publisher = publisher(MIB, 10 * MIB)) {
            publish(publisher, 20_000);
            PublisherStats stats = publisher.stats();
            assertThat(carrier.waiting()).isBetween(5_000, MIB / 164);
            assertThat(stats.onDisk()).isEqualTo(20_000 - carrier.waiting());
            assertThat(stats.waiting()).isEqualTo(20_000);
            assertThat(stats.failed()).isZero();
            assertThat(folder()).isNotEmptyDirectory();
            carrier.recover();
        }
    }

    @Test
    void afterTheStallEverythingArrivesOnceAndInOrderAndTheLedgerIsEven() throws Exception {
        try (BufferedEventPublisher publisher = publisher(MIB, 100 * MIB)) {
            publish(publisher, 30_000);
            carrier.recover();
            assertThat(publisher.flush(LONG_ENOUGH)).isTrue();
            publish(publisher, 30_000, 31_000);
            assertThat(publisher.flush(LONG_ENOUGH)).isTrue();
            assertThat(carrier.taken.stream().map(BufferedEventPublisherTest::number))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 31_000).boxed().toList());
            assertThat(publisher.stats().onDisk()).isZero();
            assertThat(publisher.stats().spilled()).isBetween(20_000L, 30_000L);
        }
        PartitionLedger row = onlyRow();
        assertThat(row.getRecords()).isEqualTo(31_000);
        assertThat(row.getRecordHash())
                .isEqualTo(IntStream.range(0, 31_000).asLongStream().sum());
        assertThat(row.getUnacknowledged()).isZero();
        assertThat(row.getRequests()).containsExactlyEntriesOf(Map.of("OK", 31_000L));
        assertThat(folder()).doesNotExist();
    }

    @Test
    void whatComesWhileTheDiskIsReadBackKeepsItsPlaceInTheOrder() throws Exception {
        try (BufferedEventPublisher publisher = publisher(MIB, 100 * MIB)) {
            publish(publisher, 30_000);
            carrier.recover();
            publish(publisher, 30_000, 60_000);
            assertThat(publisher.flush(LONG_ENOUGH)).isTrue();
            assertThat(carrier.taken.stream().map(BufferedEventPublisherTest::number))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 60_000).boxed().toList());
        }
    }

    @Test
    void whatFindsNoRoomOnTheDiskEitherIsCountedAsLost() throws Exception {
        try (BufferedEventPublisher publisher = publisher(MIB, 2 * MIB)) {
            publish(publisher, 40_000);
            long lost = publisher.stats().failed();
            assertThat(lost).isEqualTo(40_000 - publisher.stats().waiting());
            assertThat(lost).isPositive();
            carrier.recover();
            assertThat(publisher.flush(LONG_ENOUGH)).isTrue();
            assertThat(publisher.stats().acknowledged()).isEqualTo(40_000 - lost);
            assertThat(onlyRow().getUnacknowledged()).isEqualTo(lost);
        }
    }

    @Test
    void aDiskThatRefusesLosesOnlyWhatItRefused() throws Exception {
        Files.writeString(folder(), "a file where the folder should be");
        try (BufferedEventPublisher publisher = publisher(MIB, 100 * MIB)) {
            publish(publisher, 30_000);
            long lost = publisher.stats().failed();
            assertThat(lost).isPositive();
            carrier.recover();
            assertThat(publisher.flush(LONG_ENOUGH)).isTrue();
            assertThat(carrier.taken).hasSize((int) (30_000 - lost));
            assertThat(carrier.taken.stream().map(BufferedEventPublisherTest::number))
                    .isSorted();
        }
    }

    @Test
    void anEventComesBackFromTheDiskAsItWas() throws Exception {
        LedgerEntry entry = new LedgerEntry(-1, 2, 3, 4, 5, Map.of("OK", 1L), Map.of("RATE_LIMIT", 2L, "OK", 1L));
        OutboundEvent full = new OutboundEvent("t", 3, new byte[] {1}, new byte[] {2, 3}, entry);
        OutboundEvent tick = new OutboundEvent("t", 0, null, new byte[0], null);
        try (SpillQueue queue = new SpillQueue(folder(), MIB, 1)) {
            queue.add(full);
            queue.add(tick);
            assertThat(queue.take())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(full);
            assertThat(queue.take())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(tick);
            assertThat(queue.take()).isEmpty();
        }
    }

    @Test
    void aFileThatCannotBeReadBackCountsAsLost() throws Exception {
        try (SpillQueue queue = new SpillQueue(folder(), MIB, 1)) {
            queue.add(event(0));
            queue.add(event(1));
            Files.delete(folder().resolve("00000000.events"));
            assertThat(queue.take()).isEmpty();
            assertThat(queue.unreadable()).isEqualTo(1);
            assertThat(queue.take()).hasSize(1);
            assertThat(queue.count()).isZero();
        }
    }

    private Path folder() {
        return temp.resolve("waiting");
    }

    private BufferedEventPublisher publisher(long memory, long disk) {
        return new BufferedEventPublisher(
                listener -> carrier = new StalledCarrier(listener), ledger, new BufferBounds(memory, disk, folder()));
    }

    private void publish(EventPublisher publisher, int count) {
        publish(publisher, 0, count);
    }

    private void publish(EventPublisher publisher, int from, int to) {
        for (int i = from; i < to; i++) {
            OutboundEvent event = event(i);
            ledger.handedOver(event);
            publisher.publish(event);
        }
    }

    private static OutboundEvent event(int number) {
        byte[] value = ByteBuffer.allocate(100).putInt(number).array();
        LedgerEntry entry = new LedgerEntry(number, 0, 0, 0, 0, Map.of("OK", 1L), Map.of());
        return new OutboundEvent("t", 0, null, value, entry);
    }

    private static int number(OutboundEvent event) {
        return ByteBuffer.wrap(event.value()).getInt();
    }

    private PartitionLedger onlyRow() {
        List<PartitionLedger> rows = ledger.snapshot(0);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
