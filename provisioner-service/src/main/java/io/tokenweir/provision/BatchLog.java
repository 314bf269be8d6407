package io.tokenweir.provision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.publish.AtomicPublisher;
import io.tokenweir.common.publish.DeliveryListener;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.publish.ReactorAtomicPublisher;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.events.Account;
import io.tokenweir.provision.log.AccountCodec;
import io.tokenweir.provision.log.AccountEvents;
import io.tokenweir.provision.log.AccountRow;
import io.tokenweir.provision.log.AccountTopicReader;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * The log of one batch, taken over: whoever wrote it before is fenced, and it was read from its beginning.
 *
 * @param publisher to be closed by whoever takes the log
 * @param generation greater than that of everybody before
 * @param rows every account of the batch, by index
 */
record BatchLog(AtomicPublisher publisher, AccountEvents events, long generation, List<AccountRow> rows) {

    /** Who starts last with this id fences the others. */
    static String transactionalId(KafkaSettings kafka, String batch) {
        return "weir-provision-" + kafka.topicPrefix() + batch;
    }

    /** Blocks. Throws {@link IllegalStateException} when the vault cannot open what the log holds. */
    static BatchLog claim(
            KafkaSettings kafka,
            String transactionalId,
            String batch,
            SecretVault vault,
            String provider,
            RunIdentity run) {
        int partitions = TopicAdmin.sharedPartitions(kafka, Topic.ACCOUNTS, Topic.ACCOUNT_EVENTS);
        AvroWire wire = AvroWire.of(kafka.client("weir-provision"));
        AtomicPublisher publisher = new ReactorAtomicPublisher(impatient(kafka), transactionalId, new NobodyListens());
        try {
            // Nothing is appended behind our back after this.
            long generation = publisher.claim(System.currentTimeMillis());
            Map<String, Account> known = new AccountTopicReader(kafka, wire).read(batch);
            WallAnchor clock = WallAnchor.take();
            AccountCodec codec = new AccountCodec(vault, provider);
            AccountEvents events = new AccountEvents(
                    run, codec, wire::encode, kafka, partitions, () -> clock.micros(System.nanoTime()));
            return new BatchLog(publisher, events, generation, codec.rows(known.values()));
        } catch (RuntimeException e) {
            publisher.close();
            throw e;
        }
    }

    /**
     * A transaction that follows the last one closely is told CONCURRENT_TRANSACTIONS and tries again, by default after
     * 100 ms; several times in a row for every account that is a large part of the time to the first key.
     */
    private static KafkaSettings impatient(KafkaSettings settings) {
        Map<String, String> properties = new HashMap<>(settings.clientProperties());
        properties.putIfAbsent("retry.backoff.ms", "10");
        return new KafkaSettings(
                settings.bootstrapServers(),
                settings.schemaRegistryUrl(),
                settings.topicPrefix(),
                settings.partitions(),
                settings.replicationFactor(),
                properties);
    }

    private static final class NobodyListens implements DeliveryListener {
        @Override
        public void acknowledged(OutboundEvent event) {
            // the log waits for the whole transaction
        }

        @Override
        public void failed(OutboundEvent event, Exception cause) {
            // the transaction throws
        }
    }
}
