package io.tokenweir.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.provision.DryRun;
import io.tokenweir.provision.Endpoints;
import io.tokenweir.provision.ProvisionPlan;
import io.tokenweir.provision.ProvisionResult;
import io.tokenweir.provision.http.CallFailedException;
import io.tokenweir.provision.mail.MailboxChoice;
import io.tokenweir.provision.recipe.Recipe;

@Command(
        name = "provision",
        description = "Makes accounts, each with its own key, up to the number that the scenario wants.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nStart it again after a crash, anywhere: it goes on where the log ends, and makes no account twice.",
            "%nExample:",
            "  ./weir provision --batch team-a --count 50 --portal-url http://127.0.0.1:8000 \\",
            "    --mailbox-url http://127.0.0.1:8025 --bootstrap-servers 127.0.0.1:9092 \\",
            "    --schema-registry-url http://127.0.0.1:8081"
        })
final class ProvisionCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            arity = "0..1",
            description = "Scenario file: gives batch, count, seed and the authorisation.")
    private Path scenario;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private VaultOptions vault;

    @Option(names = "--batch", paramLabel = "NAME", description = "Batch; account ids begin with it.")
    private String batch;

    @Option(names = "--count", paramLabel = "N", description = "How many accounts shall be ready.")
    private Integer count;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private Addresses addresses;

    @Option(names = "--recipe", paramLabel = "FILE", description = "Sign-up recipe; else the simulator's.")
    private Path recipe;

    @Option(names = "--parallelism", paramLabel = "N", description = "Accounts in progress at once (default: 24).")
    private Integer parallelism;

    @Mixin
    private MailboxOptions mailboxes;

    @Option(
            names = "--dry-run",
            description = "Try one account of no batch, step by step, without Kafka; its key is revoked at the end.")
    private boolean dryRun;

    @Option(names = "--trace", description = "With --dry-run: print every request and answer, secrets as fingerprints.")
    private boolean trace;

    /** Where to sign up. */
    static final class Addresses {
        @Option(names = "--portal-url", required = true, paramLabel = "URL", description = "Sign-up pages and keys.")
        private URI portal;

        @Option(
                names = "--mailbox-url",
                paramLabel = "URL",
                description = "Mailbox API, or imap://host:port (default: accounts.mailbox.url of the scenario).")
        private URI mailbox;

        @Option(
                names = "--api-url",
                paramLabel = "URL",
                description = "API that keys are proven at, /v1 included (default: the portal's /v1).")
        private URI api;

        URI api() {
            return api == null ? URI.create(portal.toString().replaceAll("/+$", "") + "/v1") : api;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        ScenarioFile file = scenario == null ? null : ScenarioReader.read(scenario);
        if (dryRun) {
            return tryOne(file);
        }
        boolean declares = file != null && file.accounts() != null;
        String wantedBatch = batch != null ? batch : declares ? file.accounts().batch() : null;
        Integer wanted = count != null
                ? count
                : declares ? Integer.valueOf(file.accounts().count()) : null;
        if (wantedBatch == null || wanted == null) {
            throw Failure.usage(
                    "Say which accounts are wanted: --batch NAME --count N, or a scenario with 'accounts'.");
        }
        ProvisionPlan plan = plan(file, wantedBatch, wanted, vault.vault(), kafka.settings());
        if (parallelism != null) {
            plan = plan.withParallelism(parallelism);
        }
        try (Interrupt interrupt = new Interrupt()) {
            ProvisionResult result = new ProvisionRoom(plan, System.out::println).run(interrupt);
            if (interrupt.isRequested()) {
                return ExitCode.INTERRUPTED;
            }
            return result.complete() ? ExitCode.PASSED : ExitCode.FAILED;
        }
    }

    private ProvisionPlan plan(
            ScenarioFile file, String name, int wanted, SecretVault sealing, KafkaSettings settings) {
        Instant now = Instant.now();
        MailboxChoice mailbox = mailboxes.choice(
                file == null || file.accounts() == null ? null : file.accounts().mailbox(),
                addresses.mailbox,
                System.getenv());
        ProvisionPlan plan = ProvisionPlan.of(
                        name,
                        wanted,
                        file == null ? ScenarioFile.DEFAULT_SEED : file.seed(),
                        new Endpoints(addresses.portal, addresses.api(), mailbox.url()),
                        sealing,
                        settings,
                        new RunIdentity(
                                RunFolder.runId(now, new SplittableRandom(System.nanoTime())),
                                0,
                                "provisioner-1",
                                now.toEpochMilli()),
                        new TargetGuard(file == null ? null : file.target().authorised(), LocalDate.now()))
                .withMailbox(mailbox);
        return recipe == null ? plan : plan.withRecipe(Recipe.read(recipe));
    }

    /** There is no log, so neither a cluster nor the key that seals secrets in it is needed. */
    private int tryOne(ScenarioFile file) {
        ProvisionPlan plan = plan(
                file,
                "dry-run",
                1,
                VaultOptions.of(SecretVault.newKek()),
                KafkaSettings.local("unused:0", "http://unused"));
        try {
            return new DryRun(plan, trace, System.out::println).run() ? ExitCode.PASSED : ExitCode.FAILED;
        } catch (CallFailedException e) {
            throw Failure.failed("The dry run could not begin: " + e.failure() + ".");
        }
    }
}
