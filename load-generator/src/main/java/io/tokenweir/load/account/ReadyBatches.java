package io.tokenweir.load.account;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicScan;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.topics.Topic;

/** Which batches have accounts that are ready; takes no lease and opens no key. */
public final class ReadyBatches {
    private ReadyBatches() {}

    /** Reads {@code weir.accounts} from its beginning to its present end. */
    public static Set<String> read(KafkaSettings settings) {
        Map<String, String> batches = new HashMap<>();
        AvroWire wire = AvroWire.of(settings.client("weir-ready-batches"));
        TopicScan.toPresentEnd(settings, settings.topic(Topic.ACCOUNTS), "weir-ready-batches", record -> {
            String id = new String(record.key(), StandardCharsets.UTF_8);
            batches.put(id, readyIn(record.value(), wire));
        });
        Set<String> ready = new TreeSet<>();
        batches.values().stream().filter(batch -> batch != null).forEach(ready::add);
        return ready;
    }

    private static String readyIn(byte[] value, AvroWire wire) {
        Account account = value == null ? null : wire.decode(value, Account.class);
        return account == null || account.getState() != AccountState.READY ? null : account.getBatch();
    }
}
