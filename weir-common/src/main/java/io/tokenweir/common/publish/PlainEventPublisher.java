package io.tokenweir.common.publish;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.kafka.KafkaSettings;

/**
 * Publishes through Kafka's own producer, with as little per event as that allows: an event is one node of a queue, one record
 * and one callback. It carries the meter's events, because an operator chain for each of them would cost the meter more than
 * the producer itself (docs/benchmarks.md).
 *
 * <p>One thread drains the queue, and is the only one that can wait for producer buffers. It looks every few milliseconds
 * instead of being woken: waking it would cost the caller a system call per event. The producer lingers, so that batches are
 * few and large; but what closes time (an event without a ledger entry: a tick, a marker) must not wait, and flushes it. So does
 * whoever waits for what was handed over.
 */
public final class PlainEventPublisher implements EventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(PlainEventPublisher.class);
    private static final long LOOK_NANOS = 8_000_000L;
    private static final long WAITED_FROM_NANOS = 1_000_000L;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(20);

    private final DeliveryCounts counts;
    private final Queue<OutboundEvent> queue = new ConcurrentLinkedQueue<>();
    private final KafkaProducer<byte[], OutboundEvent> producer;
    private final Thread drain;
    private volatile boolean hurried;
    private volatile boolean closed;

    public PlainEventPublisher(KafkaSettings settings, String clientId, DeliveryListener listener) {
        this.counts = new DeliveryCounts(listener);
        this.producer = new KafkaProducer<>(
                settings.patientProducer(clientId), new ByteArraySerializer(), new ValueSerializer());
        this.drain = new Thread(this::drain, clientId);
        drain.setDaemon(true);
        drain.start();
    }

    @Override
    public void publish(OutboundEvent event) {
        counts.handedOver();
        if (closed) {
            counts.delivered(event, new IllegalStateException("The publisher is closed."));
        } else {
            queue.add(event);
        }
    }

    @Override
    public boolean flush(Duration atMost) throws InterruptedException {
        hurry();
        return counts.awaitAll(atMost);
    }

    @Override
    public void hurry() {
        hurried = true;
    }

    @Override
    public PublisherStats stats() {
        return counts.stats();
    }

    @Override
    public void close() {
        try {
            flush(CLOSE_AT_MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        drain.interrupt();
        producer.close(CLOSE_TIMEOUT);
    }

    private void drain() {
        try {
            while (!closed) {
                boolean asked = hurried;
                hurried = false;
                if (sendWhatWaits() || asked) {
                    producer.flush();
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (InterruptException e) {
            LOG.debug("Publisher thread ends");
        }
    }

    /** True when something of it must not linger. */
    private boolean sendWhatWaits() {
        boolean urgent = false;
        for (OutboundEvent event = queue.poll(); event != null && !closed; event = queue.poll()) {
            // Asked before: once it is sent it may be another event.
            urgent |= event.ledgerEntry() == null;
            send(event);
        }
        return urgent;
    }

    private void send(OutboundEvent event) {
        long start = System.nanoTime();
        try {
            producer.send(
                    new ProducerRecord<>(event.topic(), event.partition(), event.key(), event),
                    new Delivery(counts, event));
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            counts.delivered(event, e);
        }
        long took = System.nanoTime() - start;
        if (took >= WAITED_FROM_NANOS) {
            counts.blocked(took);
        }
    }

    private record Delivery(DeliveryCounts counts, OutboundEvent event) implements Callback {
        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            counts.delivered(event, failure);
        }
    }
}
