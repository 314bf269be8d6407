package io.tokenweir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.platform.EmbeddedPlatform;
import io.tokenweir.platform.PlatformConfig;
import io.tokenweir.simulator.SimulatedProvider;
import io.tokenweir.simulator.SimulatorConfig;
import io.tokenweir.simulator.config.MailConfig;
import io.tokenweir.simulator.config.PortalFaults;
import io.tokenweir.topics.Topic;

/** The command line of accounts, against a real broker and the simulated provider; whether a key opens is asked there. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AccountsCommandIT {
    private static EmbeddedPlatform platform;
    private static SimulatedProvider provider;

    @TempDir
    static Path folder;

    private record Answer(int exitCode, String output, String error) {}

    @BeforeAll
    static void start() throws IOException {
        platform = EmbeddedPlatform.start(PlatformConfig.inFolder(folder.resolve("broker")));
        TopicAdmin.ensure(
                KafkaSettings.local(platform.bootstrapServers(), platform.schemaRegistryUrl()),
                List.of(Topic.ACCOUNTS, Topic.ACCOUNT_EVENTS));
        provider = SimulatedProvider.start(SimulatorConfig.builder()
                .acceptAnyKey(false)
                .mail(MailConfig.immediate())
                .build());
        Files.writeString(folder.resolve("kek"), SecretVault.newKek());
    }

    @AfterAll
    static void stop() {
        provider.close();
        platform.close();
    }

    @Test
    void provisioningAgainTopsTheBatchUpAndMakesOnlyWhatIsMissing() throws Exception {
        int before = ProviderTruth.ask(provider.portalUrl()).accounts();

        assertThat(provision("top", 1).output())
                .contains("plan: 1 accounts to make")
                .contains("calls each and per second: mailbox 4 at ")
                .contains("1 of 1 accounts ready");
        assertThat(provision("top", 3).output()).contains("3 of 3 accounts ready");
        assertThat(provision("top", 2).output()).contains("3 of 2 accounts ready");

        assertThat(ProviderTruth.ask(provider.portalUrl()).accounts() - before).isEqualTo(3);
        assertThat(accounts("list", "--batch", "top").output()).contains("3 accounts: {READY=3}");
    }

    @Test
    void accountsAreListedExportedRevokedAndRetired() throws Exception {
        provision("life", 3);
        Path out = folder.resolve("keys.txt");
        assertThat(accounts("export", "--batch", "life", "--out", out.toString())
                        .output())
                .contains("3 keys written to " + out + ", in the clear; only you may read it.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
                .isEqualTo("rw-------");
        List<String> ids =
                Files.readAllLines(out).stream().map(line -> line.split(" ")[0]).toList();
        List<String> keys =
                Files.readAllLines(out).stream().map(line -> line.split(" ")[1]).toList();
        assertThat(keys).allMatch(AccountsCommandIT::opens);

        String table = accounts("list", "--batch", "life").output();
        assertThat(table).contains(ids).contains(SecretVault.fingerprint(keys.get(0)));
        assertThat(keys).noneMatch(table::contains);

        Answer revoked =
                accounts("revoke", "--batch", "life", "--account", ids.get(1), "--portal-url", provider.portalUrl());
        assertThat(revoked.output()).contains("1 accounts revoked, their keys revoked.");
        assertThat(keys.stream().filter(AccountsCommandIT::opens)).containsExactly(keys.get(0), keys.get(2));
        assertThat(accounts("list", "--batch", "life").output()).contains("3 accounts: {READY=2, REVOKED=1}");

        Answer retired = accounts("retire", "--batch", "life", "--portal-url", provider.portalUrl());
        assertThat(retired.exitCode()).isEqualTo(ExitCode.PASSED);
        assertThat(keys).noneMatch(AccountsCommandIT::opens);
        assertThat(accounts("list", "--batch", "life").output())
                .contains("RETIRED=")
                .doesNotContain("READY=");
        assertThat(accounts("export", "--batch", "life", "--out", out.toString())
                        .output())
                .contains("0 keys written");
        assertThat(out).isEmptyFile();
    }

    @Test
    void ownKeysAreTakenInOnceAndNeverShown() throws Exception {
        Path keys = Files.writeString(folder.resolve("own.txt"), "first sk-own-1\nsk-own-2\n");

        String taken = accounts("import", "--batch", "own", "--keys-file", keys.toString())
                .output();
        String again = accounts("import", "--batch", "own", "--key-command", "cat " + keys)
                .output();

        assertThat(taken).contains("2 of 2 keys taken into batch own; 0 were there already.");
        assertThat(again).contains("0 of 2 keys taken into batch own; 2 were there already.");
        assertThat(accounts("list", "--batch", "own").output())
                .contains("2 accounts: {READY=2}")
                .doesNotContain("sk-own");
    }

    @Test
    void aKeyEncryptionKeyThatDoesNotFitIsNamedAndNothingIsWritten() throws Exception {
        provision("sealed", 1);
        Path other = Files.writeString(folder.resolve("other-kek"), SecretVault.newKek());
        Path out = folder.resolve("nothing.txt");

        Answer answer = weir(List.of(
                "accounts", "export", "--batch", "sealed", "--out", out.toString(), "--kek-file", other.toString()));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.error())
                .contains("No key-encryption key named "
                        + SecretVault.fingerprint(Files.readString(folder.resolve("kek"))) + " here");
        assertThat(out).doesNotExist();

        Answer more = weir(List.of(
                "provision",
                "--batch",
                "sealed",
                "--count",
                "2",
                "--portal-url",
                provider.portalUrl(),
                "--mailbox-url",
                provider.mailboxUrl(),
                "--kek-file",
                other.toString()));
        assertThat(more.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(more.error()).contains("No key-encryption key named");
    }

    @Test
    void whatIsMissingOnTheCommandLineIsAskedForInASentence() {
        assertThat(accounts("retire", "--batch", "x").error())
                .isEqualTo("weir: Say where the accounts signed up: --portal-url URL.\n");
        assertThat(accounts("revoke", "--portal-url", provider.portalUrl()).error())
                .isEqualTo("weir: Name the batch with --batch NAME; ./weir accounts list shows which there are.\n");
        assertThat(accounts("export", "--batch", "x").error())
                .isEqualTo("weir: Say where the keys go: --out FILE. They are in the clear there.\n");
        assertThat(accounts("import", "--batch", "x").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void accountsThatFailAreCountedByTheirCauseAndTheExitCodeTells() {
        try (SimulatedProvider wary = SimulatedProvider.start(SimulatorConfig.builder()
                .acceptAnyKey(false)
                .mail(MailConfig.immediate())
                .portal(SimulatorConfig.defaults().portal().with(new PortalFaults(1, 0, 0, 0, 0, 0)))
                .build())) {
            Answer answer = provisionAt(wary, "wary", 2, "--mailbox-url", wary.mailboxUrl());

            assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(answer.output()).contains("0 of 2 accounts ready").contains("2 failed (sign-up-refused=2)");
        }
        assertThat(accounts("list", "--batch", "wary").output()).contains("2 accounts: {FAILED=2}");
    }

    @Test
    void thePlanCountsTheCallsOfTheMailboxServiceThatIsUsed() {
        Answer answer = provisionAt(
                provider,
                "pit",
                1,
                "--mailbox",
                "mailpit",
                "--mailbox-url",
                provider.mailboxUrl() + "/mailpit",
                "--mailbox-domain",
                "mail.sim.test");

        assertThat(answer.exitCode()).as(answer.output() + answer.error()).isEqualTo(ExitCode.PASSED);
        assertThat(answer.output()).contains("calls each and per second: mailbox 2 at 20.0 (learned from there), ");
    }

    private static Answer provision(String batch, int count) {
        Answer answer = provisionAt(provider, batch, count, "--mailbox-url", provider.mailboxUrl());
        assertThat(answer.exitCode()).as(answer.output() + answer.error()).isEqualTo(ExitCode.PASSED);
        return answer;
    }

    private static Answer provisionAt(SimulatedProvider where, String batch, int count, String... mailbox) {
        List<String> all = new ArrayList<>(List.of("provision", "--batch", batch, "--count", Integer.toString(count)));
        all.addAll(List.of("--portal-url", where.portalUrl()));
        all.addAll(List.of(mailbox));
        all.addAll(List.of("--kek-file", folder.resolve("kek").toString()));
        return weir(all);
    }

    private static Answer accounts(String... arguments) {
        List<String> all = new ArrayList<>(List.of("accounts"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--kek-file", folder.resolve("kek").toString()));
        return weir(all);
    }

    private static Answer weir(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--bootstrap-servers", platform.bootstrapServers()));
        all.addAll(List.of("--schema-registry-url", platform.schemaRegistryUrl()));
        StringWriter error = new StringWriter();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            CommandLine line = Main.commandLine().setErr(new PrintWriter(error, true));
            int code = line.execute(all.toArray(String[]::new));
            return new Answer(code, output.toString(StandardCharsets.UTF_8), error.toString());
        } finally {
            System.setOut(before);
        }
    }

    private static boolean opens(String key) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(provider.apiUrl() + "/models"))
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
