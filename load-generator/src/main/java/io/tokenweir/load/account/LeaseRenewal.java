package io.tokenweir.load.account;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;

/** Has the lease confirmed every few seconds, and says when it is not. Owned by the consumer's thread. */
final class LeaseRenewal {
    private static final Duration COMMIT_AT_MOST = Duration.ofSeconds(5);
    /** Nobody reads it: what counts is that the group takes it. */
    private static final OffsetAndMetadata BEGINNING = new OffsetAndMetadata(0);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LeaseProof proof;
    private final LeaseTimes times;
    private final LeaseWords words;
    private final Consumer<String> say;
    private boolean due = true;
    private boolean everConfirmed;
    private boolean missing;
    private long confirmedNanos;

    LeaseRenewal(
            KafkaConsumer<byte[], byte[]> consumer,
            LeaseProof proof,
            LeaseTimes times,
            LeaseWords words,
            Consumer<String> say) {
        this.consumer = consumer;
        this.proof = proof;
        this.times = times;
        this.words = words;
        this.say = say;
    }

    /** Other partitions came: they are not used before the group has confirmed them. */
    void dueAtOnce() {
        due = true;
    }

    /** Asks for a confirmation when it is time. */
    void renew() {
        Set<TopicPartition> mine = consumer.assignment();
        if (mine.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        if (due || now - confirmedNanos >= times.renew().toNanos()) {
            confirm(mine, now);
        }
        boolean stale = everConfirmed && !proof.isFresh(System.nanoTime());
        if (stale != missing) {
            missing = stale;
            say.accept(stale ? words.unconfirmed(times.valid()) : words.confirmed());
        }
    }

    private void confirm(Set<TopicPartition> mine, long nowNanos) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        mine.forEach(one -> offsets.put(one, BEGINNING));
        try {
            consumer.commitSync(offsets, COMMIT_AT_MOST);
            proof.confirmed(nowNanos);
            confirmedNanos = nowNanos;
            due = false;
            everConfirmed = true;
        } catch (RetriableException | RebalanceInProgressException | CommitFailedException e) {
            // Not this time: a rebalance is under way, or Kafka away. If we were expelled, the next poll tells.
        }
    }
}
