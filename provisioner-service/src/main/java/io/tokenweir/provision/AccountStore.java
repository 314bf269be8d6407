package io.tokenweir.provision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.tokenweir.common.kafka.KafkaSettings;
import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.account.IssuedKey;
import io.tokenweir.provision.log.AccountRow;
import io.tokenweir.provision.log.AccountTopicReader;
import io.tokenweir.provision.log.StepReport;
import io.tokenweir.provision.log.Transition;
import io.tokenweir.provision.mail.Mailbox;
import io.tokenweir.serde.AvroWire;

/** What can be done with the accounts of the log without calling a provider. Blocking. */
public final class AccountStore {
    private static final int GROUP = 200;

    private final KafkaSettings kafka;
    private final SecretVault vault;

    public AccountStore(KafkaSettings kafka, SecretVault vault) {
        this.kafka = kafka;
        this.vault = vault;
    }

    /** A key that somebody owns already. */
    public record OwnKey(String name, String key) {}

    /**
     * The last snapshot of each account, sealed as it lies.
     *
     * @param batch null: of every batch
     */
    public static List<Account> list(KafkaSettings kafka, String batch) {
        AvroWire wire = AvroWire.of(kafka.client("weir-accounts"));
        return new AccountTopicReader(kafka, wire)
                .read(batch).values().stream()
                        .sorted((a, b) -> a.getBatch().equals(b.getBatch())
                                ? Integer.compare(a.getIndex(), b.getIndex())
                                : a.getBatch().compareTo(b.getBatch()))
                        .toList();
    }

    /**
     * Takes keys of one's own into a batch, as accounts that are ready. Keys that it has already are passed over.
     *
     * @return how many were new
     */
    public int importKeys(String batch, String provider, List<OwnKey> keys, RunIdentity run) {
        BatchLog log = claim(batch, provider, run);
        try {
            Set<String> known = new HashSet<>();
            int next = 0;
            for (AccountRow row : log.rows()) {
                next = Math.max(next, row.identity().index() + 1);
                if (row.status().key() != null) {
                    known.add(row.status().key().secret());
                }
            }
            List<Transition> changes = new ArrayList<>();
            for (OwnKey own : keys) {
                if (known.add(own.key())) {
                    changes.add(imported(batch, next++, own));
                }
            }
            publish(log, changes);
            return changes.size();
        } finally {
            log.publisher().close();
        }
    }

    /**
     * Seals every secret of a batch anew, with the vault's current key.
     *
     * @return how many accounts
     */
    public int reseal(String batch, RunIdentity run) {
        BatchLog log = claim(batch, null, run);
        try {
            publish(log, log.rows().stream().map(Transition::within).toList());
            return log.rows().size();
        } finally {
            log.publisher().close();
        }
    }

    private BatchLog claim(String batch, String provider, RunIdentity run) {
        return BatchLog.claim(kafka, BatchLog.transactionalId(kafka, batch), batch, vault, provider, run);
    }

    /** It has no mailbox and no password: nobody can log in for it, so its key cannot be revoked from here. */
    private static Transition imported(String batch, int index, OwnKey own) {
        AccountIdentity identity = AccountIdentity.recovered(
                AccountIdentity.id(batch, index), batch, index, own.name() + "@imported.invalid");
        AccountStatus status = AccountStatus.recovered(AccountState.READY, new IssuedKey(null, own.key()), null);
        AccountRow row = new AccountRow(identity, new Mailbox(identity.email(), null), null, status);
        return new Transition(AccountState.PLANNED, row, StepReport.silent("import"));
    }

    private static void publish(BatchLog log, List<Transition> changes) {
        for (int from = 0; from < changes.size(); from += GROUP) {
            log.publisher()
                    .publishAtomically(
                            log.events().batch(changes.subList(from, Math.min(changes.size(), from + GROUP))));
        }
        log.publisher().publishAtomically(log.events().runEnd(false));
    }
}
