package io.tokenweir.common.publish;

import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A producer that knows for how long {@code send} kept its caller waiting for buffers or metadata. */
final class TimedProducer extends KafkaProducer<byte[], byte[]> {
    /** A send that took less waited for nothing. */
    private static final long WAIT_FROM_NANOS = 1_000_000L;

    private final LongAdder blockedNanos;

    TimedProducer(Map<String, Object> config, LongAdder blockedNanos) {
        super(config);
        this.blockedNanos = blockedNanos;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback callback) {
        long start = System.nanoTime();
        try {
            return super.send(message, callback);
        } finally {
            long took = System.nanoTime() - start;
            if (took >= WAIT_FROM_NANOS) {
                blockedNanos.add(took);
            }
        }
    }
}
