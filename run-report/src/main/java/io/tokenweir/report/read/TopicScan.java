package io.tokenweir.report.read;

import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.report.ReportException;

/**
 * Reads a whole topic once, from its beginning (or an instant) to where it ended when the scan began; committed records only.
 * Per partition the records come in order.
 */
public final class TopicScan {
    private TopicScan() {}

    /** Whether the broker has this topic. */
    public static boolean isThere(KafkaSettings settings, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("weir-report-topics"))) {
            return consumer.listTopics().containsKey(topic);
        } catch (KafkaException e) {
            throw new ReportException(
                    "The topics at " + settings.bootstrapServers() + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /**
     * Shows every record to the visitor, on the calling thread.
     *
     * @throws ReportException when the topic is not there, the broker does not answer, or nothing comes for a minute
     */
    public static void read(KafkaSettings settings, String topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        read(settings, topic, 0, visitor);
    }

    /**
     * The same, but passes over records that were written before an instant.
     *
     * @param sinceMillis by the time stamps of the records; 0: from the beginning
     */
    public static void read(
            KafkaSettings settings, String topic, long sinceMillis, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        try (TopicTail tail = TopicTail.since(settings, topic, sinceMillis)) {
            tail.readToEnd(record -> {
                if (tail.isBeforeEnd(record)) {
                    visitor.accept(record);
                }
            });
        }
    }
}
