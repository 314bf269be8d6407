package io.tokenweir.common.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import io.tokenweir.events.PartitionLedger;

/** The ledger as a JSON file ({@code ledger.json} in the run folder). Hashes are hex text, because JSON numbers lose bits. */
public final class LedgerFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** One line of the file: the fields of {@link PartitionLedger}. */
    record Row(
            String topic,
            int partition,
            long records,
            String recordHash,
            long unacknowledged,
            long arrivals,
            long inputTokens,
            long outputTokens,
            long costPico,
            Map<String, Long> requests,
            Map<String, Long> attempts) {

        static Row of(PartitionLedger ledger) {
            return new Row(
                    ledger.getTopic(),
                    ledger.getPartition(),
                    ledger.getRecords(),
                    Long.toHexString(ledger.getRecordHash()),
                    ledger.getUnacknowledged(),
                    ledger.getArrivals(),
                    ledger.getInputTokens(),
                    ledger.getOutputTokens(),
                    ledger.getCostPico(),
                    ledger.getRequests(),
                    ledger.getAttempts());
        }

        PartitionLedger toLedger() {
            return new PartitionLedger(
                    topic,
                    partition,
                    records,
                    Long.parseUnsignedLong(recordHash, 16),
                    unacknowledged,
                    arrivals,
                    inputTokens,
                    outputTokens,
                    costPico,
                    requests,
                    attempts);
        }
    }

    private LedgerFile() {}

    /** Replaces the file in one step, so that a reader never sees half of it. */
    public static void write(Path file, List<PartitionLedger> ledger) {
        try {
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "ledger", ".tmp");
            JSON.writeValue(fresh.toFile(), ledger.stream().map(Row::of).toList());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger cannot be written to " + file + ".", e);
        }
    }

    public static List<PartitionLedger> read(Path file) {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<List<Row>>() {}).stream()
                    .map(Row::toLedger)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
