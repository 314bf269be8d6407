package io.tokenweir.connect.prometheus;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

import io.tokenweir.connect.BadRecords;

/** Rows that were taken and not yet exported, and what exports them. Connect's task thread only. */
final class OtlpFeed implements AutoCloseable {
    private final ArrayDeque<OtlpRow> pending = new ArrayDeque<>();
    /** Rows that the receiver refused, until their batch is settled. */
    private final Set<OtlpRow> refused = Collections.newSetFromMap(new IdentityHashMap<>());

    private final IntConsumer written;
    private final OtlpWriter writer;

    /** @param written hears how many points the receiver took */
    OtlpFeed(PrometheusSinkConfig config, BadRecords badRecords, IntConsumer written) {
        this.written = written;
        writer = new OtlpWriter(
                OtlpSettings.exporter(config),
                config.naming(),
                OtlpSettings.patience(config),
                config.getInt(OtlpSettings.BATCH),
                (row, answer) -> {
                    refused.add(row);
                    badRecords.report(
                            row.record(),
                            new DataException("The OTLP receiver refused this window's points: " + answer + "."));
                });
    }

    void accept(SinkRecord record, long timestampMillis, long createdMillis, List<Point> points) {
        pending.addLast(new OtlpRow(record, timestampMillis, createdMillis, points));
    }

    /** Sends what is pending; what the receiver did not take stays so. */
    void flush() {
        if (!pending.isEmpty()) {
            writer.write(List.copyOf(pending), this::settled);
        }
    }

    private void settled(OtlpRow row) {
        pending.removeFirst();
        if (!refused.remove(row)) {
            written.accept(row.points().size());
        }
    }

    /** Whoever gets these partitions next reads their rows again. */
    void forget(Collection<TopicPartition> partitions) {
        pending.removeIf(row -> partitions.contains(PrometheusSinkTask.partitionOf(row.record())));
    }

    @Override
    public void close() {
        writer.close();
    }
}
