package io.tokenweir.connect;

import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Where a record goes that the sink itself cannot take: to Connect's errant-record reporter, so {@code errors.tolerance}
 * and the dead-letter settings apply; without one the task fails, because nothing may vanish in silence.
 */
public final class BadRecords {
    private final ErrantRecordReporter reporter;

    public BadRecords(SinkTaskContext context) {
        reporter = reporterOf(context);
    }

    private static ErrantRecordReporter reporterOf(SinkTaskContext context) {
        try {
            return context.errantRecordReporter();
        } catch (NoSuchMethodError e) {
            return null; // a worker from before Kafka 2.6
        }
    }

    /** Reports the record with its cause, or fails the task with one sentence. */
    public void report(SinkRecord record, Exception cause) {
        if (reporter == null) {
            throw new ConnectException(
                    "Topic " + record.topic() + ", partition " + record.kafkaPartition() + ", offset "
                            + record.kafkaOffset() + ": " + cause.getMessage()
                            + " (To go on without such records set errors.tolerance=all and a dead-letter topic.)",
                    cause);
        }
        reporter.report(record, cause);
    }
}
