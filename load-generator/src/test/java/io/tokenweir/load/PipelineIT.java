package io.tokenweir.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.publish.PlainEventPublisher;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.AttemptEnded;
import io.tokenweir.events.PartitionLedger;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.RequestEventKind;
import io.tokenweir.load.account.AccountLeases;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.account.TestAccounts;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.platform.PlatformConfig;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.topics.Topic;

/** Accounts from the topic, load on the simulated provider, events through a real broker. */
class PipelineIT {
    private static final String YAML = """
            name: pipe
            target: {model: sim}
            prices: {models: {sim: {input: 1, output: 2}}}
            scenarios:
              main: {executor: ramping-vus, startVUs: 4, maxTokens: 20, prompt: {tokens: 64},
                     stages: [{name: up, duration: 1s, target: 8}, {name: hold, duration: 1s, target: 8}]}
            """;

    private final RunIdentity run = new RunIdentity("pipe-1", 0, "gen-1", 1_700_000_000_000L);
    private final SecretVault vault = SecretVault.of("k1", new byte[32]);

    @TempDir
    Path folder;

    @Test
    void recordsOnTheBrokerWhatTheLedgerAndTheProviderSay() throws Exception {
        Path truth = folder.resolve("truth.jsonl");
        Ledger ledger = new Ledger();
        try (EmbeddedPlatform platform = EmbeddedPlatform.start(PlatformConfig.inFolder(folder.resolve("broker")));
                SimulatedProvider provider = SimulatedProvider.start(SimulatorConfig.builder()
                        .model("sim", ModelConfig.fixed("sim-1", 30, 5))
                        .truthLog(truth)
                        .build())) {
            KafkaSettings settings = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl())
                    .withTopicPrefix("it.");
            TopicAdmin.ensure(settings, List.of(Topic.ACCOUNTS, Topic.REQUESTS, Topic.TOKENS, Topic.HEALTH));
            AvroWire wire = AvroWire.of(settings.client("test"));
            provision(settings);
            try (PlainEventPublisher publisher = new PlainEventPublisher(settings, "test", ledger);
                    AccountLeases leases = AccountLeases.of(settings, vault, "b", line -> {})) {
                List<KeyedAccount> keys = leases.await(Duration.ofSeconds(30));
                assertThat(keys)
                        .hasSize(8)
                        .first()
                        .extracting(KeyedAccount::apiKey)
                        .isEqualTo("sk-sim-key-0");
                KafkaOutput output = new KafkaOutput(wire, publisher, ledger, "it.", settings.partitions());
                LoadPlan plan = LoadPlan.of(ScenarioReader.parse("pipe.yaml", YAML), run, keys, output)
                        .withTarget(URI.create(provider.apiUrl()));
                LoadResult result = Runs.run(plan);
                assertThat(result.lostEvents()).isZero();
            }
            List<AttemptEnded> attempts = new ArrayList<>();
            Set<String> requestIds = new HashSet<>();
            for (PartitionLedger row : ledger.snapshot(0)) {
                compare(row, settings, wire, attempts, requestIds);
            }
            assertThat(attempts).isNotEmpty();
            provider.close();
            assertThat(outputTokensByTheProvider(truth, requestIds))
                    .isEqualTo(attempts.stream()
                            .mapToLong(AttemptEnded::getOutputTokens)
                            .sum());
        }
    }

    private void compare(
            PartitionLedger row, KafkaSettings settings, AvroWire wire, List<AttemptEnded> attempts, Set<String> ids) {
        long hash = 0;
        long counted = 0;
        long seq = 0;
        for (ConsumerRecord<byte[], byte[]> record : records(row, settings)) {
            if (row.getTopic().endsWith("requests")) {
                RequestEvent event = wire.decode(record.value(), RequestEvent.class);
                assertThat(event.getHeader().getSeq()).isEqualTo(seq);
                if (event.getKind() == RequestEventKind.ATTEMPT_ENDED) {
                    attempts.add(event.getAttemptEnded());
                    ids.add(event.getRequestId());
                }
            }
            seq++;
            if (record.key() != null) {
                hash += RecordHash.of(record.value());
                counted++;
            }
        }
        assertThat(counted).isEqualTo(row.getRecords());
        assertThat(hash).isEqualTo(row.getRecordHash());
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(PartitionLedger row, KafkaSettings settings) {
        TopicPartition place = new TopicPartition(row.getTopic(), row.getPartition());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer("test-reader"))) {
            consumer.assign(List.of(place));
            long end = consumer.endOffsets(List.of(place)).get(place);
            while (consumer.position(place) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static long outputTokensByTheProvider(Path log, Set<String> ids) throws Exception {
        long tokens = 0;
        for (String line : Files.readAllLines(log)) {
            JsonNode entry = new ObjectMapper().readTree(line);
            assertThat(ids).contains(entry.path("clientRequestId").asText());
            tokens += entry.path("outputTokens").asLong();
        }
        return tokens;
    }

    private void provision(KafkaSettings settings) throws InterruptedException {
        TestAccounts.put(
                settings,
                IntStream.range(0, 9)
                        .mapToObj(i -> TestAccounts.account(
                                "b", i, i < 8 ? AccountState.READY : AccountState.FAILED, vault, "sk-sim-key-" + i))
                        .toList());
    }
}
