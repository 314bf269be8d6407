package io.tokenweir.load.account;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.common.publish.PlainEventPublisher;
import io.tokenweir.common.run.Partitions;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.Vantage;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Accounts as a provisioner leaves them in the log. */
public final class TestAccounts {
    private static final RunIdentity RUN = new RunIdentity("accounts", 0, "provisioner-1", 1_700_000_000_000L);

    private TestAccounts() {}

    public static Account account(String batch, int index, AccountState state, SecretVault vault, String key) {
        String id = batch + '-' + index;
        return new Account(
                RUN.header(index, Vantage.GENERATOR, 0),
                id,
                batch,
                index,
                "openai",
                id + "@example.org",
                state,
                0,
                null,
                null,
                null,
                new HashMap<>(Map.of("apiKey", vault.seal(id, "apiKey", key))),
                0,
                0,
                null,
                List.of());
    }

    /** Puts them where the provisioner puts them, and returns when they are there. */
    public static void put(KafkaSettings settings, List<Account> accounts) throws InterruptedException {
        AvroWire wire = AvroWire.of(settings.client("test"));
        String topic = settings.topic(Topic.ACCOUNTS);
        try (PlainEventPublisher publisher = new PlainEventPublisher(settings, "test", new Ledger())) {
            for (Account account : accounts) {
                byte[] key = Partitions.key(account.getAccountId());
                publisher.publish(new OutboundEvent(
                        topic, Partitions.of(key, settings.partitions()), key, wire.encode(topic, account), null));
            }
            publisher.flush(Duration.ofSeconds(10));
        }
    }
}
