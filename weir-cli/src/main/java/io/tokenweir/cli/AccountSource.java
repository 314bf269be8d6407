package io.tokenweir.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.scenario.ScenarioFile;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.load.account.AccountKeys;
import io.tokenweir.load.account.KeyedAccount;
import io.tokenweir.load.account.KeysFile;
import io.tokenweir.topics.Topic;

/** Where the keys of a run come from: the operator's own file, else the accounts that were provisioned. */
final class AccountSource {
    private AccountSource() {}

    /**
     * At least one account; a sentence when there is none.
     *
     * @param keysFile null: accounts of the scenario's batch that are ready, or of every batch when it names none
     * @param vault opens the keys of provisioned accounts; not asked when there is a file
     */
    static List<KeyedAccount> read(
            Path keysFile, KafkaSettings settings, Supplier<SecretVault> vault, ScenarioFile scenario) {
        try {
            List<KeyedAccount> accounts = keysFile != null
                    ? KeysFile.read(keysFile)
                    : AccountKeys.ready(
                            settings,
                            vault.get(),
                            scenario.accounts() == null
                                    ? null
                                    : scenario.accounts().batch());
            if (accounts.isEmpty()) {
                throw Failure.failed("No account is ready in " + settings.topic(Topic.ACCOUNTS)
                        + "; ./weir provision makes some, --keys-file brings your own.");
            }
            return accounts;
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e.getMessage());
        }
    }
}
