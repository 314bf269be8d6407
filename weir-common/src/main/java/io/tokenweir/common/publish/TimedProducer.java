package io.tokenweir.common.publish;

import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAccumulator;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A producer that knows how long {@code send} ever kept its caller waiting for buffers or metadata. */
final class TimedProducer extends KafkaProducer<byte[], byte[]> {
    private final LongAccumulator longestBlockNanos;

    TimedProducer(Map<String, Object> config, LongAccumulator longestBlockNanos) {
        super(config);
        this.longestBlockNanos = longestBlockNanos;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback callback) {
        long start = System.nanoTime();
        try {
            return super.send(message, callback);
        } finally {
            longestBlockNanos.accumulate(System.nanoTime() - start);
        }
    }
}
