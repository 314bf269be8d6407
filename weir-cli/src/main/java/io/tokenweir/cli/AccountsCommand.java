package io.tokenweir.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.kafka.TopicAdmin;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.scenario.ScenarioReader;
import io.tokenweir.common.target.TargetGuard;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.provision.AccountStore;
import io.tokenweir.provision.Endpoints;
import io.tokenweir.provision.ProvisionPlan;
import io.tokenweir.provision.ProvisionResult;
import io.tokenweir.provision.Provisioner;
import io.tokenweir.provision.recipe.Recipe;
import io.tokenweir.topics.Topic;

@Command(
        name = "accounts",
        description = "Shows the accounts that were provisioned, and gives them back, takes keys in, or out.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nlist shows them; retire gives them back and revokes their keys; revoke only takes the keys away; export",
            "writes the keys of those that are ready into a file; import takes your own keys into a batch; rotate seals",
            "everything anew with the current key-encryption key.",
            "%nExamples:",
            "  ./weir accounts list --bootstrap-servers 127.0.0.1:9092 --schema-registry-url http://127.0.0.1:8081",
            "  ./weir accounts retire --batch team-a --portal-url http://127.0.0.1:8000 …",
            "  ./weir accounts import --batch mine --key-command 'pass show llm/keys' …"
        })
final class AccountsCommand implements Callable<Integer> {
    /** What can be done. */
    enum Action {
        LIST,
        RETIRE,
        REVOKE,
        EXPORT,
        IMPORT,
        ROTATE
    }

    @Parameters(paramLabel = "ACTION", description = "list, retire, revoke, export, import or rotate.")
    private Action action;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private VaultOptions vault;

    @Mixin
    private KeyOptions keys;

    @Option(names = "--batch", paramLabel = "NAME", description = "The batch; list and export take all without it.")
    private String batch;

    @Option(names = "--account", paramLabel = "ID", split = ",", description = "Only these accounts of the batch.")
    private List<String> accounts = List.of();

    @Option(
            names = "--portal-url",
            paramLabel = "URL",
            description = "Where the accounts signed up; for retire, revoke.")
    private URI portal;

    @Option(names = "--recipe", paramLabel = "FILE", description = "Sign-up recipe; else the simulator's.")
    private Path recipe;

    @Option(names = "--scenario", paramLabel = "FILE", description = "Scenario file: gives the authorisation.")
    private Path scenario;

    @Option(names = "--provider", paramLabel = "NAME", description = "Provider that imported keys are for (openai).")
    private String provider = "openai";

    @Option(names = "--out", paramLabel = "FILE", description = "Where export writes the keys; only you may read it.")
    private Path out;

    @Override
    public Integer call() throws InterruptedException {
        KafkaSettings settings = kafka.settings();
        TopicAdmin.ensure(settings, List.of(Topic.ACCOUNTS, Topic.ACCOUNT_EVENTS));
        return switch (action) {
            case LIST -> say(AccountTable.lines(selected(settings)));
            case EXPORT -> say(AccountExport.write(selected(settings), vault.vault(), out));
            case IMPORT -> importKeys(settings);
            case ROTATE -> rotate(settings);
            case RETIRE -> end(settings, AccountState.RETIRED);
            case REVOKE -> end(settings, AccountState.REVOKED);
        };
    }

    private List<Account> selected(KafkaSettings settings) {
        return AccountStore.list(settings, batch).stream()
                .filter(account -> chosen().test(account.getAccountId()))
                .toList();
    }

    private Predicate<String> chosen() {
        return id -> accounts.isEmpty() || accounts.contains(id);
    }

    private Integer importKeys(KafkaSettings settings) {
        if (!keys.given()) {
            throw Failure.usage("Say where the keys are: --keys-file FILE, --key-env NAME or --key-command COMMAND.");
        }
        List<AccountStore.OwnKey> own = keys.accounts(System.getenv()).stream()
                .map(key -> new AccountStore.OwnKey(key.accountId(), key.apiKey()))
                .toList();
        int taken = new AccountStore(settings, vault.vault()).importKeys(theBatch(), provider, own, identity());
        return say(List.of(taken + " of " + own.size() + " keys taken into batch " + batch + "; " + (own.size() - taken)
                + " were there already."));
    }

    private Integer rotate(KafkaSettings settings) {
        AccountStore store = new AccountStore(settings, vault.vault());
        List<String> batches = batch != null
                ? List.of(batch)
                : AccountStore.list(settings, null).stream()
                        .map(Account::getBatch)
                        .distinct()
                        .toList();
        for (String one : batches) {
            int sealed = store.reseal(one, identity());
            say(List.of(sealed + " accounts of batch " + one + " sealed anew with key-encryption key "
                    + vault.vault().currentKekId() + "."));
        }
        return ExitCode.PASSED;
    }

    private Integer end(KafkaSettings settings, AccountState end) throws InterruptedException {
        if (portal == null) {
            throw Failure.usage("Say where the accounts signed up: --portal-url URL.");
        }
        ScenarioFile file = scenario == null ? null : ScenarioReader.read(scenario);
        ProvisionPlan plan = ProvisionPlan.of(
                theBatch(),
                1,
                ScenarioFile.DEFAULT_SEED,
                new Endpoints(portal, portal, portal),
                vault.vault(),
                settings,
                identity(),
                new TargetGuard(file == null ? null : file.target().authorised(), LocalDate.now()));
        if (recipe != null) {
            plan = plan.withRecipe(Recipe.read(recipe));
        }
        try (Interrupt interrupt = new Interrupt()) {
            AccountEnding ending = new AccountEnding(Provisioner.end(plan, end, chosen()), end, System.out::println);
            ProvisionResult result = ending.await(interrupt);
            if (interrupt.isRequested()) {
                return ExitCode.INTERRUPTED;
            }
            return result.keysLeft() == 0 ? ExitCode.PASSED : ExitCode.FAILED;
        }
    }

    private String theBatch() {
        if (batch == null) {
            throw Failure.usage("Name the batch with --batch NAME; ./weir accounts list shows which there are.");
        }
        return batch;
    }

    private static RunIdentity identity() {
        Instant now = Instant.now();
        return new RunIdentity(
                RunFolder.runId(now, new SplittableRandom(System.nanoTime())), 0, "accounts-1", now.toEpochMilli());
    }

    private static Integer say(List<String> lines) {
        lines.forEach(System.out::println);
        return ExitCode.PASSED;
    }
}
