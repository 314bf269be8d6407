package io.tokenweir.streams;

import java.util.Map;

import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/**
 * Ends the process at the worst moment there is: the broker has acknowledged a partial, and the offsets of the events in it
 * are not committed. Only a transaction that is aborted keeps the successor from adding them up a second time.
 */
public final class DeathBeforeCommit implements ProducerInterceptor<byte[], byte[]> {
    private static final int AS_BY_SIGKILL = 137;
    private static volatile String deadlyTopic;

    static void await(KafkaSettings settings) {
        deadlyTopic = settings.topic(Topic.PARTIALS);
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception failure) {
        if (failure == null && metadata.topic().equals(deadlyTopic)) {
            Runtime.getRuntime().halt(AS_BY_SIGKILL);
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
        return record;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // nothing to be told
    }

    @Override
    public void close() {
        // nothing to be released
    }
}
