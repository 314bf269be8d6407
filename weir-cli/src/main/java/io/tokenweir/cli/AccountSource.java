package io.tokenweir.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.load.account.AccountLeases;
import io.tokenweir.load.account.KeysFile;
import io.tokenweir.load.account.ReadyBatches;
import io.tokenweir.topics.Topic;

/** Where the keys of a run come from: the operator's own file, else the accounts that were provisioned. */
final class AccountSource {
    /** An instance that gives accounts back may let its open requests end first. */
    private static final Duration LEASE_AT_MOST = Duration.ofSeconds(60);

    private AccountSource() {}

    /**
     * At least one account; a sentence when there is none.
     *
     * @param keysFile null: what is leased of the scenario's batch, or of the only one there is
     * @param vault opens the keys of provisioned accounts; not asked when there is a file
     * @param say told what is leased, and of every change
     */
    static RunKeys open(
            Path keysFile,
            KafkaSettings settings,
            Supplier<SecretVault> vault,
            ScenarioFile scenario,
            Interrupt interrupt,
            Consumer<String> say)
            throws InterruptedException {
        if (keysFile != null) {
            try {
                return RunKeys.own(KeysFile.read(keysFile));
            } catch (IllegalArgumentException e) {
                throw Failure.usage(e.getMessage());
            }
        }
        AccountLeases leases = AccountLeases.of(settings, vault.get(), batch(scenario, settings), say);
        interrupt.onRequest(leases::stopWaiting);
        try {
            return new RunKeys(leases.await(LEASE_AT_MOST), leases);
        } catch (RuntimeException | InterruptedException e) {
            leases.close();
            throw e;
        }
    }

    private static String batch(ScenarioFile scenario, KafkaSettings settings) {
        if (scenario.accounts() != null) {
            return scenario.accounts().batch();
        }
        Set<String> batches = ReadyBatches.read(settings);
        if (batches.isEmpty()) {
            throw Failure.failed("No account is ready in " + settings.topic(Topic.ACCOUNTS)
                    + "; ./weir provision makes some, --keys-file brings your own.");
        }
        if (batches.size() > 1) {
            throw Failure.usage(settings.topic(Topic.ACCOUNTS) + " has ready accounts of several batches ("
                    + String.join(", ", batches) + "); name one in the scenario: accounts: {batch: NAME, count: N}.");
        }
        return batches.iterator().next();
    }
}
