package io.tokenweir.common.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.TransactionManager;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.topics.Topic;

/**
 * Transactions through Reactor Kafka's transaction manager.
 *
 * <p>The number of a {@link #claim} is kept at the broker as an offset, committed in a transaction, of a consumer group named
 * like the transactional id, which no consumer ever joins. A transaction that commits it again is all that can tell whether
 * we are fenced: one without contents never reaches the broker.
 */
public final class ReactorAtomicPublisher implements AtomicPublisher {
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final KafkaSettings settings;
    private final TopicPartition claimed;
    private final String transactionalId;
    private final DeliveryListener listener;
    private final KafkaSender<byte[], byte[]> sender;
    private final TransactionManager transactions;
    private ConsumerGroupMetadata group;
    private long claim;

    /** @param transactionalId whoever starts last with it fences the others */
    public ReactorAtomicPublisher(KafkaSettings settings, String transactionalId, DeliveryListener listener) {
        this.settings = settings;
        this.claimed = new TopicPartition(settings.topic(Topic.ACCOUNTS), 0);
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
        transact(sender.send(records).then());
        events.forEach(listener::acknowledged);
    }

    @Override
    public synchronized long claim(long wallMillis) {
        transact(
                Mono.empty()); // the first transaction of a producer fences all before it, and waits for their last one
        claim = Math.max(lastClaim() + 1, wallMillis);
        confirm();
        return claim;
    }

    @Override
    public synchronized void confirm() {
        if (claim == 0) {
            throw new IllegalStateException("Nothing was claimed that could be confirmed.");
        }
        transact(transactions.sendOffsets(Map.of(claimed, new OffsetAndMetadata(claim)), group));
    }

    private long lastClaim() {
        Map<String, Object> config = settings.consumer(transactionalId + "-claim");
        config.put("group.id", transactionalId);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config)) {
            group = consumer.groupMetadata();
            OffsetAndMetadata last =
                    consumer.committed(Set.of(claimed), AT_MOST).get(claimed);
            return last == null ? 0 : last.offset();
        }
    }

    private void transact(Mono<Void> contents) {
        try {
            transactions
                    .<Void>begin()
                    .then(contents)
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
    }

    @Override
    public synchronized void close() {
        sender.close();
    }

    private Mono<Void> abort() {
        return transactions.<Void>abort().onErrorComplete();
    }
}
