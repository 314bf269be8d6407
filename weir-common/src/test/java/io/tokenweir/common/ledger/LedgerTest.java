package io.tokenweir.common.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.events.PartitionLedger;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void countsOnlyWhatWasAcknowledged() {
        OutboundEvent first = event(3, new LedgerEntry(7, 10, 5, 20, 99, Map.of(), Map.of("OK", 1L)));
        OutboundEvent second = event(3, LedgerEntry.plain(1));
        ledger.handedOver(first);
        ledger.handedOver(second);

        ledger.acknowledged(first);

        PartitionLedger row = ledger.snapshot(0).get(0);
        assertThat(row.getRecords()).isEqualTo(1);
        assertThat(row.getUnacknowledged()).isEqualTo(1);
        assertThat(row.getRecordHash()).isEqualTo(7);
        assertThat(row.getCostPico()).isEqualTo(99);
        assertThat(row.getAttempts()).containsEntry("OK", 1L);
    }

    @Test
    void leavesTicksAndMarkersOut() {
        OutboundEvent tick = event(0, null);
        ledger.handedOver(tick);
        ledger.acknowledged(tick);

        assertThat(ledger.snapshot(0)).isEmpty();
    }

    @Test
    void survivesItsFileBitForBit(@TempDir Path folder) {
        OutboundEvent event = event(1, new LedgerEntry(-5, 1, 2, 3, 4, Map.of("QUOTA", 2L), Map.of()));
        ledger.handedOver(event);
        ledger.acknowledged(event);
        Path file = folder.resolve("ledger.json");

        LedgerFile.write(file, ledger.snapshot(0));

        List<PartitionLedger> read = LedgerFile.read(file);
        assertThat(read).isEqualTo(ledger.snapshot(0));
    }

    private static OutboundEvent event(int partition, LedgerEntry entry) {
        return new OutboundEvent("weir.requests", partition, null, new byte[0], entry);
    }
}
