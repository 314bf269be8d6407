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
    private final Runnable counter;

    /** @param counter is run for each record that was reported */
    public BadRecords(SinkTaskContext context, Runnable counter) {
        reporter = reporterOf(context);
        this.counter = counter;
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
            throw failure(record, cause, cause);
        }
        try {
            reporter.report(record, cause);
        } catch (ConnectException e) {
            // With errors.tolerance=none Connect reports and then throws "Tolerance exceeded", which says nothing.
            throw failure(record, cause, e);
        }
        counter.run();
    }

    private static ConnectException failure(SinkRecord record, Exception cause, Exception thrown) {
        return new ConnectException(
                "Topic " + record.topic() + ", partition " + record.kafkaPartition() + ", offset "
                        + record.kafkaOffset() + ": " + cause.getMessage()
                        + " (To go on without such records set errors.tolerance=all and"
                        + " errors.deadletterqueue.topic.name or errors.log.enable.)",
                thrown);
    }
}
