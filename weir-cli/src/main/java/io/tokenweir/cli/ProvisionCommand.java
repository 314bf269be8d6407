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
import io.tokenweir.common.scenario.AccountCaps;
import io.tokenweir.common.scenario.Durations;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.provision.Caps;
import io.tokenweir.provision.DryRun;
import io.tokenweir.provision.Endpoints;
import io.tokenweir.provision.ProvisionPlan;
import io.tokenweir.provision.ProvisionResult;
import io.tokenweir.provision.StartPattern;
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

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Accounts in progress at once (default: as many as the endpoints take).")
    private Integer parallelism;

    @Mixin
    private MailboxOptions mailboxes;

    @Option(
            names = "--dry-run",
            description = "Try one account of no batch, step by step, without Kafka; its key is revoked at the end.")
    private boolean dryRun;

    @Option(names = "--trace", description = "With --dry-run: print every request and answer, secrets as fingerprints.")
    private boolean trace;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "Begin accounts in bursts of N instead of one after the other; needs --burst-pause.")
    private Integer burst;

    @Option(names = "--burst-pause", paramLabel = "TIME", description = "Time from one burst to the next, such as 10s.")
    private String burstPause;

    @Option(
            names = "--learn-limits",
            description = "Find out what the mailbox service takes instead of believing what it declares.")
    private boolean learnLimits;

    @Option(
            names = "--max-accounts",
            paramLabel = "N",
            description = "Never have more accounts in the batch, failed and retired ones included.")
    private Integer maxAccounts;

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

    private StartPattern bursts() {
        if (burst == null || burstPause == null) {
            throw Failure.usage("Give both --burst N and --burst-pause TIME, such as --burst 20 --burst-pause 10s.");
        }
        try {
            return new StartPattern(burst, Durations.parse(burstPause));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }

    /** What the scenario says, and the command line where it says more strictly. */
    static Caps caps(AccountCaps declared, Integer most) {
        int accounts = declared == null || declared.accounts() == null ? 0 : declared.accounts();
        if (most != null) {
            accounts = accounts == 0 ? most : Math.min(accounts, most);
        }
        return new Caps(
                accounts,
                declared == null || declared.costEach() == null ? 0 : declared.costEach(),
                declared == null || declared.spend() == null ? 0 : declared.spend());
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
        if (burst != null || burstPause != null) {
            plan = plan.withStarts(bursts());
        }
        plan = plan.withLearnedLimits(learnLimits)
                .withCaps(caps(declares ? file.accounts().caps() : null, maxAccounts));
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
