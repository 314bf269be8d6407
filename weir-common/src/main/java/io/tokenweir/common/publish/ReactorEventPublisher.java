package io.tokenweir.common.publish;

import java.time.Duration;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.internals.ProducerFactory;
import reactor.util.concurrent.Queues;

import io.tokenweir.common.kafka.KafkaSettings;

/**
 * Publishes through Reactor Kafka.
 *
 * <p>Callers put events into an unbounded multi-producer queue; one thread of this publisher drains it into the sender, in
 * order, and is the only one that can wait for producer buffers. A record that fails does not stop the others.
 */
public final class ReactorEventPublisher implements EventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ReactorEventPublisher.class);
    private static final int MAX_IN_FLIGHT = 8192;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(20);

    private final DeliveryCounts counts;
    private final Sinks.Many<OutboundEvent> queue;
    private final Scheduler scheduler;
    private final KafkaSender<byte[], byte[]> sender;
    private final Disposable subscription;

    public ReactorEventPublisher(KafkaSettings settings, String clientId, DeliveryListener listener) {
        this.counts = new DeliveryCounts(listener);
        this.queue = Sinks.unsafe()
                .many()
                .unicast()
                .onBackpressureBuffer(
                        Queues.<OutboundEvent>unboundedMultiproducer().get());
        this.scheduler = Schedulers.newSingle(clientId, true);
        SenderOptions<byte[], byte[]> options = SenderOptions.<byte[], byte[]>create(settings.patientProducer(clientId))
                .maxInFlight(MAX_IN_FLIGHT)
                .closeTimeout(CLOSE_TIMEOUT)
                .stopOnError(false);
        this.sender = KafkaSender.create(new TimedProducerFactory(counts), options);
        this.subscription = sender.send(queue.asFlux().publishOn(scheduler).map(ReactorEventPublisher::record))
                .subscribe(
                        result -> counts.delivered(result.correlationMetadata(), result.exception()),
                        failure -> LOG.atError().addKeyValue("client", clientId).log("Publishing ended", failure));
    }

    @Override
    public void publish(OutboundEvent event) {
        counts.handedOver();
        Sinks.EmitResult result = queue.tryEmitNext(event);
        if (result.isFailure()) {
            counts.delivered(event, new IllegalStateException("The publisher is closed (" + result + ")."));
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
        queue.tryEmitComplete();
        subscription.dispose();
        sender.close();
        scheduler.dispose();
    }

    private static SenderRecord<byte[], byte[], OutboundEvent> record(OutboundEvent event) {
        return SenderRecord.create(
                new ProducerRecord<>(event.topic(), event.partition(), event.key(), event.value()), event);
    }

    private static final class TimedProducerFactory extends ProducerFactory {
        private final DeliveryCounts counts;

        TimedProducerFactory(DeliveryCounts counts) {
            this.counts = counts;
        }

        @SuppressWarnings("unchecked") // both type parameters are byte[] in this class
        @Override
        public <K, V> Producer<K, V> createProducer(SenderOptions<K, V> options) {
            return (Producer<K, V>) new TimedProducer(options.producerProperties(), counts.blockedNanos());
        }
    }
}
