package io.tokenweir.common.publish;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.tokenweir.common.kafka.KafkaSettings;

/**
 * Publishes through a plain Kafka producer: what takes over on the day when Reactor Kafka no longer links with a new
 * kafka-clients. Same contract, same shape: a queue, and one thread that alone may wait for producer buffers.
 */
public final class PlainEventPublisher implements EventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(PlainEventPublisher.class);
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(20);

    private final DeliveryCounts counts;
    private final LinkedBlockingQueue<OutboundEvent> queue = new LinkedBlockingQueue<>();
    private final TimedProducer producer;
    private final Thread drain;
    private volatile boolean closed;

    public PlainEventPublisher(KafkaSettings settings, String clientId, DeliveryListener listener) {
        this.counts = new DeliveryCounts(listener);
        this.producer = new TimedProducer(settings.patientProducer(clientId), counts.blockedNanos());
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
        return counts.awaitAll(atMost);
    }

    @Override
    public PublisherStats stats() {
        return counts.stats();
    }

    @Override
    public void close() {
        try {
            counts.awaitAll(CLOSE_AT_MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        drain.interrupt();
        producer.close(Duration.ofSeconds(5));
    }

    private void drain() {
        try {
            while (!closed) {
                send(queue.take());
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            LOG.debug("Publisher thread ends");
        }
    }

    private void send(OutboundEvent event) {
        try {
            producer.send(
                    new ProducerRecord<>(event.topic(), event.partition(), event.key(), event.value()),
                    (metadata, failure) -> counts.delivered(event, failure));
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            counts.delivered(event, e);
        }
    }
}
