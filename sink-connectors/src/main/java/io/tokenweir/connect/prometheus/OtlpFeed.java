package io.tokenweir.connect.prometheus;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

import io.tokenweir.connect.BadRecords;

/** Rows that were taken and not yet exported, and what exports them. Connect's task thread only. */
final class OtlpFeed implements AutoCloseable {
    private final ArrayDeque<OtlpRow> pending = new ArrayDeque<>();
    private final OtlpWriter writer;

    OtlpFeed(PrometheusSinkConfig config, BadRecords badRecords) {
        writer = new OtlpWriter(
                OtlpSettings.exporter(config),
                config.naming(),
                OtlpSettings.patience(config),
                config.getInt(OtlpSettings.BATCH),
                (row, answer) -> badRecords.report(
                        row.record(),
                        new DataException("The OTLP receiver refused this window's points: " + answer + ".")));
    }

    void accept(SinkRecord record, long timestampMillis, long createdMillis, List<Point> points) {
        pending.addLast(new OtlpRow(record, timestampMillis, createdMillis, points));
    }

    /** Sends what is pending; what the receiver did not take stays so. */
    void flush() {
        if (!pending.isEmpty()) {
            writer.write(List.copyOf(pending), row -> pending.removeFirst());
        }
    }

    /** Whoever gets these partitions next reads their rows again. */
    void forget(Collection<TopicPartition> partitions) {
        pending.removeIf(row -> partitions.contains(
                new TopicPartition(row.record().topic(), row.record().kafkaPartition())));
    }

    @Override
    public void close() {
        writer.close();
    }
}
