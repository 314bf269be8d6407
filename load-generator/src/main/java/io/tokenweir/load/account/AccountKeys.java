package io.tokenweir.load.account;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.SealedSecret;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** The keys of the accounts topic. */
public final class AccountKeys {
    private static final String SECRET = "apiKey";
    private static final Duration POLL = Duration.ofMillis(200);

    private AccountKeys() {}

    /**
     * Reads {@code weir.accounts} from its beginning to its present end, and opens the keys of the accounts that are ready.
     *
     * @param batch only accounts of this batch; null: of all
     * @return in the order of batch and index; empty when none is ready
     */
    public static List<KeyedAccount> ready(KafkaSettings settings, SecretVault vault, String batch) {
        Map<String, Account> accounts = new HashMap<>();
        AvroWire wire = AvroWire.of(settings.client("weir-account-keys"));
        String topic = settings.topic(Topic.ACCOUNTS);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("weir-account-keys"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    keep(accounts, record, wire);
                }
            }
        }
        return accounts.values().stream()
                .filter(account -> account.getState() == AccountState.READY)
                .filter(account -> batch == null || batch.equals(account.getBatch()))
                .sorted(Comparator.comparing(Account::getBatch).thenComparing(Account::getIndex))
                .map(account -> open(account, vault))
                .toList();
    }

    private static void keep(Map<String, Account> accounts, ConsumerRecord<byte[], byte[]> record, AvroWire wire) {
        String id = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            accounts.remove(id);
        } else {
            accounts.put(id, wire.decode(record.value(), Account.class));
        }
    }

    private static KeyedAccount open(Account account, SecretVault vault) {
        SealedSecret sealed = account.getSecrets().get(SECRET);
        if (sealed == null) {
            throw new IllegalStateException(
                    "Account " + account.getAccountId() + " is ready but carries no API key; provision it again.");
        }
        return new KeyedAccount(account.getAccountId(), vault.open(account.getAccountId(), SECRET, sealed));
    }
}
