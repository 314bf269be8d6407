package io.tokenweir.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.publish.AtomicPublisher;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.provision.http.GroupStats;
import io.tokenweir.provision.log.AccountTopicReader;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.topics.Topic;

/** The whole path with real parts: broker, registry, sign-up portal, SMTP server, rate-limited mailbox API. */
class ProvisionerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] KEK = HexFormat.of().parseHex(SecretVault.newKek());
    private static final SecretVault VAULT = SecretVault.of("test", KEK);

    @TempDir
    static Path folder;

    private static EmbeddedPlatform platform;
    private static SimulatedProvider provider;
    private static KafkaSettings kafka;

    @BeforeAll
    static void start() {
        platform = EmbeddedPlatform.inFolder(folder.resolve("broker"));
        kafka = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl());
        TopicAdmin.ensure(kafka, List.of(Topic.ACCOUNTS, Topic.ACCOUNT_EVENTS));
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .acceptAnyKey(false)
                .truthLog(folder.resolve("simulator-log.jsonl"))
                .build());
    }

    @AfterAll
    static void stop() {
        provider.close();
        platform.close();
    }

    private static ProvisionPlan plan(String batch, int count) {
        return ProvisionPlan.of(
                batch,
                count,
                11,
                new Endpoints(
                        URI.create(provider.portalUrl()),
                        URI.create(provider.apiUrl()),
                        URI.create(provider.mailboxUrl())),
                VAULT,
                kafka,
                new RunIdentity("run-" + batch, 0, "provisioner", System.currentTimeMillis()),
                new TargetGuard(null, LocalDate.now()));
    }

    private static ProvisionResult await(RunningProvision running) {
        return running.done()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static Collection<Account> accounts(String batch) {
        return new AccountTopicReader(kafka, AvroWire.of(kafka.client("test")))
                .read(batch)
                .values();
    }

    @Test
    void makesTwentyAccountsAndIsRefusedLessThanOnceInAHundredMailboxCalls() {
        ProvisionResult result = await(Provisioner.start(plan("twenty", 20)));

        GroupStats mailbox = result.groups().get("mailbox");
        assertThat(result.ready()).isEqualTo(20);
        assertThat(mailbox.refusedShare()).as("%s", result).isLessThan(0.01);
        assertThat(accounts("twenty")).hasSize(20).allMatch(account -> account.getState() == AccountState.READY);
    }

    @Test
    void leavesOneKeyPerAccountWhenItsProcessDiesAndAnotherGoesOn() throws Exception {
        RunningProvision doomed = Provisioner.start(plan("killed", 12));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> doomed.progress().count(AccountState.READY) >= 2);
        doomed.close();

        ProvisionResult result = await(Provisioner.start(plan("killed", 12)));

        assertThat(result.ready()).isEqualTo(12);
        assertThat(result.reused()).isGreaterThanOrEqualTo(2);
        assertThat(accounts("killed")).hasSize(12);
        for (Account account : accounts("killed")) {
            assertThat(keysAtTheProvider(account)).containsExactly(account.getKeyId());
        }
    }

    @Test
    void fencesAProvisionerThatIsStillRunning() throws Exception {
        RunningProvision zombie = Provisioner.start(plan("fenced", 12));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> zombie.progress().count(AccountState.READY) >= 1);

        ProvisionResult heir = await(Provisioner.start(plan("fenced", 12)));

        assertThat(heir.ready()).isEqualTo(12);
        assertThatThrownBy(() -> await(zombie))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AtomicPublisher.FencedException.class);
        for (Account account : accounts("fenced")) {
            assertThat(keysAtTheProvider(account)).containsExactly(account.getKeyId());
        }
    }

    @Test
    void leavesNoSecretInAnyTopicFileThreadNameOrMBean() throws IOException, JMException {
        await(Provisioner.start(plan("secret", 3)));

        List<String> secrets = new ArrayList<>();
        for (Account account : accounts("secret")) {
            account.getSecrets()
                    .forEach((name, secret) -> secrets.add(VAULT.open(account.getAccountId(), name, secret)));
        }
        assertThat(secrets).hasSize(9);
        List<String> shown = everythingWritten();
        shown.addAll(threadNamesAndJmx());
        for (String text : shown) {
            assertThat(secrets).noneMatch(text::contains);
        }
    }

    /** Broker, provider and provisioner all live in this JVM. */
    private static List<String> threadNamesAndJmx() throws JMException {
        List<String> shown = new ArrayList<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> shown.add(thread.getName()));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            shown.add(name.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    shown.add(String.valueOf(server.getAttribute(name, attribute.getName())));
                } catch (JMException | RuntimeException unreadable) {
                    shown.add(unreadable.toString()); // not every attribute of the JVM can be read
                }
            }
        }
        assertThat(shown).hasSizeGreaterThan(100);
        return shown;
    }

    @Test
    void takesKeysOfOnesOwnInAndSealsThemAnewWithAnotherKek() {
        String next = SecretVault.newKek();
        SecretVault both = SecretVault.of("next", HexFormat.of().parseHex(next)).opening("test", KEK);
        List<AccountStore.OwnKey> keys =
                List.of(new AccountStore.OwnKey("a", "sk-own-1"), new AccountStore.OwnKey("b", "sk-own-2"));
        RunIdentity run = new RunIdentity("run-own", 0, "accounts", System.currentTimeMillis());

        assertThat(new AccountStore(kafka, VAULT).importKeys("own", "openai", keys, run))
                .isEqualTo(2);
        assertThat(new AccountStore(kafka, VAULT).importKeys("own", "openai", keys, run))
                .isZero();
        assertThat(new AccountStore(kafka, both).reseal("own", run)).isEqualTo(2);

        assertThat(AccountStore.list(kafka, "own"))
                .hasSize(2)
                .allMatch(account -> account.getState() == AccountState.READY
                        && account.getSecrets().get("apiKey").getKekId().equals("next"));
        assertThatThrownBy(() -> new AccountStore(kafka, VAULT).reseal("own", run))
                .as("with the old one alone")
                .hasMessageContaining("No key-encryption key named next here");
    }

    /** The broker's files are compressed, so the records are read as well. */
    private static List<String> everythingWritten() throws IOException {
        List<String> written = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.consumer("test-grep"))) {
            List<TopicPartition> partitions = Stream.of(Topic.ACCOUNTS, Topic.ACCOUNT_EVENTS)
                    .flatMap(topic -> consumer.partitionsFor(kafka.topic(topic)).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(message -> written.add(new String(message.value(), StandardCharsets.ISO_8859_1)));
            }
        }
        return written;
    }

    private static List<String> keysAtTheProvider(Account account) throws Exception {
        String password = VAULT.open(
                account.getAccountId(), "accountPassword", account.getSecrets().get("accountPassword"));
        String login = JSON.createObjectNode()
                .put("email", account.getEmail())
                .put("password", password)
                .toString();
        String session = call(HttpRequest.newBuilder(URI.create(provider.portalUrl() + "/login"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(login)))
                .path("session")
                .asText();
        JsonNode keys = call(HttpRequest.newBuilder(URI.create(provider.portalUrl() + "/api-keys"))
                .header("Authorization", "Bearer " + session));
        List<String> ids = new ArrayList<>();
        keys.forEach(key -> ids.add(key.path("id").asText()));
        return ids;
    }

    private static JsonNode call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
