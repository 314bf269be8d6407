package io.tokenweir.load.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.AccountState;
import io.tokenweir.load.LoadPlan;
import io.tokenweir.load.LoadRun;
import io.tokenweir.load.RunningLoad;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.platform.PlatformConfig;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.ModelConfig;
import io.tokenweir.topics.Topic;

/** Several instances lease the accounts of one batch from a real broker. */
class AccountLeasesIT {
    private static final int ACCOUNTS = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static EmbeddedPlatform platform;
    private static KafkaSettings settings;
    private static final SecretVault VAULT = SecretVault.of("k1", new byte[32]);

    private final List<String> said = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.start(PlatformConfig.inFolder(folder.resolve("broker")));
        settings = KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl());
        TopicAdmin.ensure(settings, List.of(Topic.ACCOUNTS));
        for (String batch : List.of("shared", "asked", "long", "lost", "log", "load")) {
            TestAccounts.put(
                    settings,
                    IntStream.range(0, ACCOUNTS)
                            .mapToObj(i -> TestAccounts.account(batch, i, AccountState.READY, VAULT, key(batch, i)))
                            .toList());
        }
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static String key(String batch, int index) {
        return "sk-" + batch + '-' + index;
    }

    private AccountLeases lease(String batch) {
        return lease(batch, LeaseTimes.USUAL.drain());
    }

    private AccountLeases lease(String batch, Duration drain) {
        LeaseTimes times = new LeaseTimes(
                LeaseTimes.USUAL.session(),
                Duration.ofMillis(100),
                LeaseTimes.USUAL.valid(),
                LeaseTimes.USUAL.renew(),
                drain);
        return AccountLeases.of(settings, VAULT, batch, times, said::add);
    }

    @Test
    void anInstanceAloneHasAllAccountsAndWhoeverComesLaterTakesAShareUntilItLeaves() throws Exception {
        try (AccountLeases one = lease("shared")) {
            Held first = new Held(one.await(PATIENCE));
            assertThat(first.ids()).hasSize(ACCOUNTS);
            one.tell(first);
            try (AccountLeases two = lease("shared")) {
                Held second = new Held(two.await(PATIENCE));
                assertThat(second.ids()).isNotEmpty().doesNotContainAnyElementsOf(first.ids());
                assertThat(first.ids().size() + second.ids().size()).isEqualTo(ACCOUNTS);
            }
            await().atMost(PATIENCE).until(() -> first.ids().size() == ACCOUNTS);
        }
        assertThat(said).anyMatch(line -> line.startsWith("24 accounts of batch shared leased: all 4 partitions"));
        assertThat(said).anyMatch(line -> line.contains("to another instance: nothing is started any more with"));
        assertThat(said).anyMatch(line -> line.contains("came to this instance"));
    }

    @Test
    void whatIsAskedBackIsReleasedWhenItsOpenRequestsHaveEndedAndNothingStartsMeanwhile() throws Exception {
        try (AccountLeases one = lease("asked")) {
            Held first = new Held(one.await(PATIENCE));
            one.tell(first);
            List<KeyedAccount> all = first.accounts;
            all.forEach(account ->
                    assertThat(account.lease().enter(System.nanoTime())).isTrue());
            try (AccountLeases two = lease("asked")) {
                await().atMost(PATIENCE).until(() -> first.ids().size() < ACCOUNTS);
                List<KeyedAccount> asked = all.stream()
                        .filter(account -> !account.lease().isHeld())
                        .toList();
                assertThat(asked).isNotEmpty();
                asked.forEach(account ->
                        assertThat(account.lease().enter(System.nanoTime())).isFalse());
                assertThatThrownBy(() -> two.await(Duration.ofMillis(300))).hasMessageContaining("No partition of");
                all.forEach(account -> account.lease().leave());
                assertThat(two.await(PATIENCE))
                        .extracting(KeyedAccount::accountId)
                        .containsExactlyInAnyOrderElementsOf(
                                asked.stream().map(KeyedAccount::accountId).toList());
            }
        }
    }

    @Test
    void whatIsStillOpenAfterAWhileIsBrokenOffBeforeItsKeyIsReleased() throws Exception {
        try (AccountLeases one = lease("long", Duration.ofMillis(50))) {
            Held first = new Held(one.await(PATIENCE));
            List<KeyedAccount> all = first.accounts;
            all.forEach(account -> account.lease().enter(System.nanoTime()));
            first.onCutOff = () -> all.forEach(account -> account.lease().leave());
            one.tell(first);
            try (AccountLeases two = lease("long")) {
                assertThat(two.await(PATIENCE)).isNotEmpty();
                assertThat(first.cutOffs).containsExactly("its account is leased to another instance");
            }
        }
        assertThat(said).anyMatch(line -> line.contains("still open with them after 50 ms, and broken off."));
    }

    @Test
    void anInstanceThatTheGroupHasExpelledBreaksOffWhatIsOpenAndLeasesAnew() throws Exception {
        try (AccountLeases one = lease("lost");
                Admin admin = Admin.create(settings.client("test-admin"))) {
            Held user = new Held(one.await(PATIENCE));
            one.tell(user);
            KeyedAccount before = user.accounts.get(0);
            assertThat(before.lease().enter(System.nanoTime())).isTrue();
            user.onCutOff = () -> before.lease().leave();
            admin.removeMembersFromConsumerGroup(
                            "weir-account-leases-lost", new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get(20, TimeUnit.SECONDS);
            await().atMost(PATIENCE)
                    .until(() -> user.cutOffs.size() == 1 && user.ids().size() == ACCOUNTS);
            assertThat(before.lease().isHeld()).isFalse();
            assertThat(user.accounts.get(0).lease().mayStart(System.nanoTime())).isTrue();
            assertThat(said).anyMatch(line -> line.contains("was lost: nothing is started any more"));
        }
    }

    @Test
    void accountsFollowTheLog() throws Exception {
        try (AccountLeases one = lease("log")) {
            Held user = new Held(one.await(PATIENCE));
            one.tell(user);
            TestAccounts.put(
                    settings,
                    List.of(
                            TestAccounts.account("log", 3, AccountState.REVOKED, VAULT, key("log", 3)),
                            TestAccounts.account("log", 99, AccountState.READY, VAULT, key("log", 99))));
            await().atMost(PATIENCE)
                    .until(() -> !user.ids().contains("log-3") && user.ids().contains("log-99"));
        }
    }

    @Test
    void aBatchWithoutReadyAccountsIsRefusedWithASentence() {
        try (AccountLeases none = lease("none")) {
            assertThatThrownBy(() -> none.await(PATIENCE))
                    .hasMessage("No account of batch none is ready in weir.accounts; ./weir provision makes some, "
                            + "--keys-file brings your own.");
        }
        assertThat(ReadyBatches.read(settings)).contains("shared", "load").doesNotContain("none");
    }

    /** The provider's own log says which key was used when, and by whom. */
    @Test
    void noKeyIsEverUsedByTwoInstancesAtOnceWhileOneJoinsAndLeaves() throws Exception {
        Path truth = folder.resolve("truth.jsonl");
        try (SimulatedProvider provider = SimulatedProvider.start(SimulatorConfig.builder()
                .model("sim", ModelConfig.fixed("sim-1", 20, 5))
                .truthLog(truth)
                .build())) {
            try (Generator one = new Generator("one", provider)) {
                one.started();
                try (Generator two = new Generator("two", provider)) {
                    two.started();
                }
                await().atMost(PATIENCE).until(() -> one.held.ids().size() == ACCOUNTS);
                one.started();
                assertThat(threadNamesAndJmx()).noneMatch(shown -> shown.contains("sk-load-"));
            }
        }
        Map<String, List<Use>> byKey = uses(truth);
        assertThat(byKey).hasSize(ACCOUNTS);
        Set<String> users = new HashSet<>();
        byKey.forEach((key, uses) -> {
            uses.sort((a, b) -> Long.compare(a.fromMicros, b.fromMicros));
            for (int i = 1; i < uses.size(); i++) {
                Use before = uses.get(i - 1);
                Use after = uses.get(i);
                assertThat(before.instance.equals(after.instance) || before.toMicros <= after.fromMicros)
                        .as("%s: %s, then %s", key, before, after)
                        .isTrue();
            }
            uses.forEach(use -> users.add(use.instance));
        });
        assertThat(users).containsExactlyInAnyOrder("one", "two");
    }

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
        assertThat(shown).anyMatch(text -> text.contains("weir-account-leases"));
        return shown;
    }

    private record Use(String instance, long fromMicros, long toMicros) {}

    private static Map<String, List<Use>> uses(Path truth) throws Exception {
        Map<String, List<Use>> byKey = new HashMap<>();
        for (String line : Files.readAllLines(truth)) {
            JsonNode entry = new ObjectMapper().readTree(line);
            String instance = entry.path("clientRequestId").asText().split("\\.")[1];
            byKey.computeIfAbsent(entry.path("keyFingerprint").asText(), any -> new ArrayList<>())
                    .add(new Use(
                            instance,
                            entry.path("receivedMicros").asLong(),
                            entry.path("endedMicros").asLong()));
        }
        return byKey;
    }

    /** A load on leased accounts, until it is closed. */
    private final class Generator implements AutoCloseable {
        private static final String YAML = """
                name: leased
                target: {model: sim}
                scenarios:
                  closed: {executor: constant-vus, vus: 16, duration: 1m, maxTokens: 8, prompt: {tokens: 16}}
                  open: {executor: constant-arrival-rate, rate: 100, duration: 1m, maxVUs: 16, maxTokens: 8,
                         prompt: {tokens: 16}}
                """;

        private final AccountLeases leases = lease("load");
        private final RunningLoad load;
        private final Held held;

        Generator(String instance, SimulatedProvider provider) throws Exception {
            List<KeyedAccount> accounts = leases.await(PATIENCE);
            load = LoadRun.start(LoadPlan.of(
                            ScenarioReader.parse("leased.yaml", YAML),
                            new RunIdentity("run", 0, instance, 1_700_000_000_000L),
                            accounts,
                            null)
                    .withTarget(URI.create(provider.apiUrl()))
                    .withoutWarmUp());
            held = new Held(accounts);
            held.behind = load;
            leases.tell(held);
        }

        /** Sends a few hundred requests more. */
        void started() {
            long before = load.counters().ended();
            await().atMost(PATIENCE).until(() -> load.counters().ended() > before + 150);
        }

        @Override
        public void close() {
            load.stop("the test has seen enough");
            load.done().toCompletableFuture().join();
            leases.close();
        }
    }

    /** Keeps what it is told, and passes it on. */
    private static final class Held implements AccountUser {
        private final List<String> cutOffs = new CopyOnWriteArrayList<>();
        private volatile List<KeyedAccount> accounts;
        private volatile Runnable onCutOff = () -> {};
        private volatile AccountUser behind;

        Held(List<KeyedAccount> accounts) {
            this.accounts = accounts;
        }

        List<String> ids() {
            return accounts.stream().map(KeyedAccount::accountId).toList();
        }

        @Override
        public void use(List<KeyedAccount> now) {
            accounts = now;
            if (behind != null) {
                behind.use(now);
            }
        }

        @Override
        public void cutOff(String why) {
            cutOffs.add(why);
            onCutOff.run();
            if (behind != null) {
                behind.cutOff(why);
            }
        }

        @Override
        public void stop(String reason) {
            throw new AssertionError(reason);
        }
    }
}
