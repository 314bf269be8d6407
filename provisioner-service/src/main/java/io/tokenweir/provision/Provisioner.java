package io.tokenweir.provision;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.publish.AtomicPublisher;
import io.tokenweir.common.publish.DeliveryListener;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.publish.ReactorAtomicPublisher;
import io.tokenweir.common.time.WallAnchor;
import io.tokenweir.events.Account;
import io.tokenweir.provision.log.AccountCodec;
import io.tokenweir.provision.log.AccountEvents;
import io.tokenweir.provision.log.AccountTopicReader;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/**
 * Turns the wish for N accounts into N accounts with a proven key.
 *
 * <p>The log (weir.accounts and weir.account-events) is the state: start it again anywhere, or twice at once. Whoever starts
 * last with the same batch fences the others, then reads the log, and goes on from there. Topics must exist.
 */
public final class Provisioner {
    private static final long GROUP_COMMIT_NANOS = 15_000_000L;

    private Provisioner() {}

    /**
     * Fences a predecessor, reads the log, and begins; blocks for that long only.
     *
     * <p>Throws {@link io.tokenweir.common.target.RefusedTargetException} for endpoints that may not be used, and
     * {@link io.tokenweir.common.kafka.KafkaUnavailableException} where there is no broker or no topic.
     */
    public static RunningProvision start(ProvisionPlan plan) {
        for (URI endpoint : List.of(
                plan.endpoints().portal(),
                plan.endpoints().api(),
                plan.endpoints().mailbox())) {
            plan.guard().checkSignUp(endpoint);
        }
        int partitions = TopicAdmin.sharedPartitions(plan.kafka(), Topic.ACCOUNTS, Topic.ACCOUNT_EVENTS);
        AvroWire wire = AvroWire.of(plan.kafka().client("weir-provision"));
        AtomicPublisher publisher =
                new ReactorAtomicPublisher(impatient(plan.kafka()), plan.transactionalId(), new NobodyListens());
        try {
            // Nothing is appended behind our back after this.
            long generation = publisher.claim(System.currentTimeMillis());
            Map<String, Account> known = new AccountTopicReader(plan.kafka(), wire).read(plan.batch());
            WallAnchor clock = WallAnchor.take();
            AccountCodec codec = new AccountCodec(plan.vault(), plan.recipe().provider());
            AccountEvents events = new AccountEvents(
                    plan.run(), codec, wire::encode, plan.kafka(), partitions, () -> clock.micros(System.nanoTime()));
            ProvisionSession session = new ProvisionSession(plan, publisher, events, GROUP_COMMIT_NANOS, generation);
            session.begin(codec.rows(known.values()));
            return session;
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
