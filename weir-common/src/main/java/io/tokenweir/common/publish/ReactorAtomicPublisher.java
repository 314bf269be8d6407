package io.tokenweir.common.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.TransactionManager;

import io.tokenweir.common.kafka.KafkaSettings;

/** Transactions through Reactor Kafka's transaction manager. */
public final class ReactorAtomicPublisher implements AtomicPublisher {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final String transactionalId;
    private final DeliveryListener listener;
    private final KafkaSender<byte[], byte[]> sender;
    private final TransactionManager transactions;

    /** @param transactionalId whoever starts last with it fences the others */
    public ReactorAtomicPublisher(KafkaSettings settings, String transactionalId, DeliveryListener listener) {
        this.transactionalId = transactionalId;
        this.listener = listener;
        Map<String, Object> config = settings.producer(transactionalId);
        config.put("transactional.id", transactionalId);
        config.put("linger.ms", "0");
        this.sender = KafkaSender.create(SenderOptions.create(config));
        this.transactions = sender.transactionManager();
    }

    @Override
    public synchronized void publishAtomically(List<OutboundEvent> events) {
        Flux<SenderRecord<byte[], byte[], OutboundEvent>> records = Flux.fromIterable(events)
                .map(event -> SenderRecord.create(
                        new ProducerRecord<>(event.topic(), event.partition(), event.key(), event.value()), event));
        try {
            transactions
                    .<Void>begin()
                    .thenMany(sender.send(records))
                    .then(transactions.<Void>commit())
                    .onErrorResume(failure -> abort().then(Mono.error(failure)))
                    .block(AT_MOST);
        } catch (RuntimeException e) {
            Throwable cause = Exceptions.unwrap(e);
            if (TakeOver.isBehind(cause)) {
                throw new FencedException(
                        "Another process has taken over " + transactionalId + "; this one stops.", cause);
            }
            throw e;
        }
        events.forEach(listener::acknowledged);
    }

    @Override
    public synchronized void close() {
        sender.close();
    }

    private Mono<Void> abort() {
        return transactions.<Void>abort().onErrorComplete();
    }
}
