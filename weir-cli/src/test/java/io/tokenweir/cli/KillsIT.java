package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.provision.AccountStore;

/**
 * Provider, broker and provisioner in processes of their own; the provisioner is killed, suspended or started twice, and
 * then the provider is asked what it has. The random instants come from a seed that is printed.
 */
@Tag("kills")
class KillsIT {
    private static final Duration START_UP = Duration.ofSeconds(60);
    private static final Duration COMMAND = Duration.ofSeconds(120);
    private static final int KILLS = Integer.getInteger("kills", 50);
    private static final int ZOMBIES = Integer.getInteger("zombies", 8);
    private static final int ACCOUNTS = 40;
    private static final String CALM_PROVIDER = """
            signUp: {requestsPerSecond: 0, burst: 1}
            mail: {requestsPerSecond: 0, burst: 1, delayMillis: 5, delayJitterMillis: 20}
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = Map.of(VaultOptions.KEK_VARIABLE, SecretVault.newKek());
    private final Deque<WeirProcess> running = new ArrayDeque<>();
    private final long seed = Long.getLong("kills.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private List<String> options = List.of();
    private KafkaSettings kafka;
    private String portal;
    private int started;

    @BeforeEach
    void startProviderAndBroker() throws IOException {
        System.out.println("kills.seed=" + seed);
        WeirProcess broker = start(folder, "broker", "--data-folder", "broker");
        Path config = Files.writeString(folder.resolve("provider.yaml"), CALM_PROVIDER);
        WeirProcess simulator = start(
                folder,
                "simulate",
                "--config",
                config.toString(),
                "--only-issued-keys",
                "--port",
                "0",
                "--mailbox-port",
                "0",
                "--smtp-port",
                "0");
        String cluster = broker.lineAfter("--bootstrap-servers", START_UP);
        String[] addresses = cluster.split(" ");
        kafka = KafkaSettings.local(addresses[0], addresses[2]);
        portal = simulator.lineAfter("Portal", START_UP);
        List<String> all = new ArrayList<>(List.of(("--bootstrap-servers " + cluster).split(" ")));
        all.addAll(List.of("--portal-url", portal, "--mailbox-url", simulator.lineAfter("Mailbox", START_UP)));
        options = all;
    }

    @AfterEach
    void endAll() {
        running.forEach(WeirProcess::close);
    }

    private WeirProcess start(Path where, String... arguments) {
        WeirProcess process = WeirProcess.start(where, environment, List.of(arguments));
        running.push(process);
        return process;
    }

    private WeirProcess provision(String batch) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("provision", "--batch", batch, "--count", "" + ACCOUNTS));
        arguments.addAll(List.of("--parallelism", "8"));
        arguments.addAll(options);
        Path where = Files.createDirectories(folder.resolve("provision-" + ++started));
        return start(where, arguments.toArray(String[]::new));
    }

    /** Most of what can go wrong lies in the second or two after the first call. */
    private void letItWorkForAWhile(WeirProcess process) {
        process.awaitLine(java.util.regex.Pattern.compile("plan:|ready in"), START_UP);
        long until = System.nanoTime() + random.nextLong(TimeUnit.MILLISECONDS.toNanos(1_200));
        while (System.nanoTime() < until && process.isAlive()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private List<Account> log(String batch) {
        return AccountStore.list(kafka, batch);
    }

    private void assertNothingTwice(String batch) throws Exception {
        List<Account> log = log(batch);
        assertThat(log)
                .filteredOn(account -> account.getState() == AccountState.READY)
                .hasSize(ACCOUNTS);
        ProviderTruth.ask(portal).assertAgrees(AccountStore.list(kafka, null));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void makesNothingTwiceThoughItIsKilledAgainAndAgain() throws Exception {
        int batch = 0;
        int midway = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            WeirProcess doomed = provision("killed-" + batch);
            letItWorkForAWhile(doomed);
            midway += doomed.isAlive() ? 1 : 0;
            doomed.kill();
            if (!doomed.isAlive()
                    && log("killed-" + batch).stream()
                                    .filter(account -> account.getState() == AccountState.READY)
                                    .count()
                            == ACCOUNTS) {
                batch++;
            }
        }
        for (int finished = 0; finished <= batch; finished++) {
            assertThat(provision("killed-" + finished).exitCode(COMMAND)).isZero();
            assertNothingTwice("killed-" + finished);
        }
        System.out.println(midway + " of " + KILLS + " kills hit it at work; " + (batch + 1) + " batches, "
                + ProviderTruth.ask(portal).accounts() + " accounts at the provider");
        assertThat(midway).isGreaterThan(KILLS / 2);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void letsASuspendedOneThatWakesBesideItsHeirDoNoHarm() throws Exception {
        for (int round = 0; round < ZOMBIES; round++) {
            String batch = "zombie-" + round;
            WeirProcess zombie = provision(batch);
            letItWorkForAWhile(zombie);
            zombie.signal("STOP");
            WeirProcess heir = provision(batch);
            if (random.nextBoolean()) {
                assertThat(heir.exitCode(COMMAND)).as(heir.output()).isZero();
            } else {
                letItWorkForAWhile(heir);
            }
            zombie.signal("CONT");

            assertThat(heir.exitCode(COMMAND)).as(heir.output()).isZero();
            int code = zombie.exitCode(COMMAND);
            assertThat(code == ExitCode.PASSED || zombie.output().contains("has taken over"))
                    .as(zombie.output())
                    .isTrue();
            assertNothingTwice(batch);
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void letsOneOfTwoThatAreStartedAtOnceFinish() throws Exception {
        WeirProcess one = provision("twice");
        WeirProcess other = provision("twice");

        List<Integer> codes = List.of(one.exitCode(COMMAND), other.exitCode(COMMAND));

        assertThat(codes).as(one.output() + other.output()).contains(ExitCode.PASSED);
        assertNothingTwice("twice");
    }
}
