package io.tokenweir.provision.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.AccountTransition;
import io.tokenweir.events.EventHeader;
import io.tokenweir.events.SealedSecret;
import io.tokenweir.provision.account.AccountIdentity;
import io.tokenweir.provision.account.AccountStatus;
import io.tokenweir.provision.account.Cause;
import io.tokenweir.provision.account.IssuedKey;
import io.tokenweir.provision.mail.Mailbox;

/** Accounts to Avro and back; secrets are sealed on the way out and opened on the way in. Thread-safe. */
public final class AccountCodec {
    private static final String API_KEY = "apiKey";
    private static final String MAILBOX_PASSWORD = "mailboxPassword";
    private static final String ACCOUNT_PASSWORD = "accountPassword";

    private final SecretVault vault;
    private final String provider;
    /** An account is written some eight times on its way; what has not changed is not sealed anew. */
    private final Map<String, Map<String, Sealed>> sealed = new ConcurrentHashMap<>();

    private record Sealed(String secret, SealedSecret box) {}

    public AccountCodec(SecretVault vault, String provider) {
        this.vault = vault;
        this.provider = provider;
    }

    /** @param calls HTTP calls of the step that led here */
    Account snapshot(EventHeader header, AccountRow row, int calls) {
        AccountIdentity identity = row.identity();
        AccountStatus status = row.status();
        Map<String, SealedSecret> secrets = new TreeMap<>();
        seal(secrets, identity, MAILBOX_PASSWORD, row.mailbox().password());
        seal(secrets, identity, ACCOUNT_PASSWORD, row.accountPassword());
        IssuedKey key = status.key();
        if (key != null) {
            seal(secrets, identity, API_KEY, key.secret());
        }
        if (status.isFinal()) {
            sealed.remove(identity.accountId());
        }
        return new Account(
                header,
                identity.accountId(),
                identity.batch(),
                identity.index(),
                row.provider() == null ? provider : row.provider(),
                identity.email(),
                status.state(),
                calls,
                status.cause() == null ? null : status.cause().toString(),
                key == null ? null : key.id(),
                key == null ? null : SecretVault.fingerprint(key.secret()),
                secrets,
                status.resends(),
                status.reissues(),
                status.doubtfulKeys(),
                List.copyOf(status.triedMails()));
    }

    static AccountTransition transition(Transition change) {
        StepReport report = change.report();
        Cause cause = change.after().status().cause();
        return new AccountTransition(
                change.from(),
                change.after().status().state(),
                report.step(),
                report.latencyNanos(),
                report.calls(),
                report.refused(),
                report.status(),
                cause == null ? null : cause.toString());
    }

    /** By index. Throws {@link IllegalStateException} when a secret cannot be opened with the keys at hand. */
    public List<AccountRow> rows(Collection<Account> accounts) {
        return accounts.stream()
                .sorted(Comparator.comparingInt(Account::getIndex))
                .map(this::row)
                .toList();
    }

    private AccountRow row(Account account) {
        AccountIdentity identity = AccountIdentity.recovered(
                account.getAccountId(), account.getBatch(), account.getIndex(), account.getEmail());
        String apiKey = open(account, API_KEY);
        AccountStatus status = AccountStatus.recovered(
                        account.getState(),
                        apiKey == null ? null : new IssuedKey(account.getKeyId(), apiKey),
                        account.getCause() == null ? null : Cause.parse(account.getCause()))
                .withCounts(
                        account.getResends(),
                        account.getReissues(),
                        maybeMoreKeys(account),
                        new HashSet<>(account.getTriedMails()));
        return new AccountRow(
                identity,
                new Mailbox(account.getEmail(), open(account, MAILBOX_PASSWORD)),
                open(account, ACCOUNT_PASSWORD),
                status,
                account.getProvider());
    }

    /** Records of versions that did not say are doubted while a key could have been on its way. */
    private static boolean maybeMoreKeys(Account account) {
        return account.getDoubtfulKeys() == null
                ? account.getState() == AccountState.KEY_ISSUED
                : account.getDoubtfulKeys();
    }

    private void seal(Map<String, SealedSecret> secrets, AccountIdentity identity, String name, String secret) {
        if (secret != null) {
            Map<String, Sealed> known = sealed.computeIfAbsent(identity.accountId(), id -> new ConcurrentHashMap<>());
            Sealed before = known.get(name);
            if (before == null || !before.secret().equals(secret)) {
                before = new Sealed(secret, vault.seal(identity.accountId(), name, secret));
                known.put(name, before);
            }
            secrets.put(name, before.box());
        }
    }

    private String open(Account account, String name) {
        SealedSecret box = account.getSecrets().get(name);
        return box == null ? null : vault.open(account.getAccountId(), name, box);
    }
}
