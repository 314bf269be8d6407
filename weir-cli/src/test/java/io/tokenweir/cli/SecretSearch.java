package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.provision.AccountStore;

/** Looks for every key and password that was made, in everything that was left behind. */
final class SecretSearch {
    private final List<String> secrets = new ArrayList<>();
    private final KafkaSettings kafka;

    /** @param kek 64 hex digits */
    SecretSearch(KafkaSettings kafka, String kek) {
        this.kafka = kafka;
        SecretVault vault =
                SecretVault.of(SecretVault.fingerprint(kek), HexFormat.of().parseHex(kek));
        for (Account account : AccountStore.list(kafka, null)) {
            account.getSecrets().forEach((name, box) -> secrets.add(vault.open(account.getAccountId(), name, box)));
        }
    }

    int secrets() {
        return secrets.size();
    }

    /**
     * Files as they are; the broker's are compressed, which is why {@link #assertNotInAnyTopic} reads the records. Its indices
     * hold numbers only. What is removed meanwhile was not left behind.
     */
    void assertNotInAnyFileBelow(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !file.toString().endsWith("index")) {
                    try {
                        assertHasNone(file.toString(), Files.readAllBytes(file));
                    } catch (NoSuchFileException removed) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException removed) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException removed) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    void assertNotInAnyTopic() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.consumer("test-search"))) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                    assertHasNone(message.topic() + ", key", message.key());
                    assertHasNone(message.topic(), message.value());
                }
            }
        }
    }

    private void assertHasNone(String where, byte[] bytes) {
        if (bytes != null) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            for (String secret : secrets) {
                assertThat(text.contains(secret)).as("a secret in %s", where).isFalse();
            }
        }
    }
}
