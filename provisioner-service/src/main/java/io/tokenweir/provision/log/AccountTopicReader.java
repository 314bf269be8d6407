package io.tokenweir.provision.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
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
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.consumer("weir-provision-recovery"))) {
            List<TopicPartition> partitions = consumer.partitionsFor(settings.topic(Topic.ACCOUNTS)).stream()
                    .map(AccountTopicReader::partition)
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    keep(accounts, batch, message);
                }
            }
        }
        return accounts;
    }

    private void keep(Map<String, Account> accounts, String batch, ConsumerRecord<byte[], byte[]> message) {
        Account account = wire.decode(message.value(), Account.class);
        if (account != null && (batch == null || account.getBatch().equals(batch))) {
            accounts.put(account.getAccountId(), account);
        }
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }
}
