package io.tokenweir.provision.log;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicScan;
import io.tokenweir.events.Account;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Reads weir.accounts from the beginning to its end of now. Blocking; call it after the predecessor is fenced. */
public final class AccountTopicReader {
    private final KafkaSettings settings;
    private final AvroWire wire;

    public AccountTopicReader(KafkaSettings settings, AvroWire wire) {
        this.settings = settings;
        this.wire = wire;
    }

    /** The last snapshot of each account of the batch, or of every batch when it is null, by account id. */
    public Map<String, Account> read(String batch) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        TopicScan.toPresentEnd(
                settings,
                settings.topic(Topic.ACCOUNTS),
                "weir-provision-recovery",
                message -> keep(accounts, batch, message));
        return accounts;
    }

    private void keep(Map<String, Account> accounts, String batch, ConsumerRecord<byte[], byte[]> message) {
        Account account = wire.decode(message.value(), Account.class);
        if (account != null && (batch == null || account.getBatch().equals(batch))) {
            accounts.put(account.getAccountId(), account);
        }
    }
}
