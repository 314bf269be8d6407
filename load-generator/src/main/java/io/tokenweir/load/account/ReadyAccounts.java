package io.tokenweir.load.account;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.tokenweir.common.secret.SecretVault;
import io.tokenweir.events.Account;
import io.tokenweir.events.AccountState;
import io.tokenweir.events.SealedSecret;

/**
 * The ready accounts of one batch in the partitions that are leased, as their records say, one after the other. Accounts of
 * a partition count when it has been read to its end. Pure; owned by one thread.
 */
final class ReadyAccounts {
    private static final String SECRET = "apiKey";

    private record Indexed(int index, KeyedAccount account) {}

    private static final class Partition {
        private final PartitionLease lease;
        private final Map<String, Indexed> accounts = new HashMap<>();
        private boolean whole;

        Partition(PartitionLease lease) {
            this.lease = lease;
        }
    }

    private final String batch;
    private final SecretVault vault;
    private final Map<Integer, Partition> partitions = new HashMap<>();

    ReadyAccounts(String batch, SecretVault vault) {
        this.batch = batch;
        this.vault = vault;
    }

    void begin(int partition, PartitionLease lease) {
        partitions.put(partition, new Partition(lease));
    }

    /** It has been read up to what was its end. */
    void whole(int partition) {
        partitions.get(partition).whole = true;
    }

    /** Gives it up: nothing starts with its keys from now on. Null when it was not held. */
    PartitionLease end(int partition) {
        Partition gone = partitions.remove(partition);
        if (gone == null) {
            return null;
        }
        gone.lease.end();
        return gone.lease;
    }

    /** A record of a partition that is held. Throws with a sentence when the account's key cannot be opened. */
    void apply(int partition, String id, Account account) {
        Map<String, Indexed> accounts = partitions.get(partition).accounts;
        boolean counts =
                account != null && account.getState() == AccountState.READY && batch.equals(account.getBatch());
        if (counts) {
            PartitionLease lease = partitions.get(partition).lease;
            accounts.put(id, new Indexed(account.getIndex(), new KeyedAccount(id, key(account), lease)));
        } else {
            accounts.remove(id);
        }
    }

    private String key(Account account) {
        SealedSecret sealed = account.getSecrets().get(SECRET);
        if (sealed == null) {
            throw new IllegalStateException(
                    "Account " + account.getAccountId() + " is ready but carries no API key; provision it again.");
        }
        return vault.open(account.getAccountId(), SECRET, sealed);
    }

    /** In the order of their index. */
    List<KeyedAccount> held() {
        return whole().flatMap(partition -> partition.accounts.values().stream())
                .sorted(Comparator.comparing(Indexed::index)
                        .thenComparing(indexed -> indexed.account().accountId()))
                .map(Indexed::account)
                .toList();
    }

    /** How many accounts of a partition may be used. */
    int count(int partition) {
        Partition one = partitions.get(partition);
        return one == null || !one.whole ? 0 : one.accounts.size();
    }

    /** Whether some partition is held, and each was read to its end. */
    boolean isWhole() {
        return !partitions.isEmpty() && whole().count() == partitions.size();
    }

    private Stream<Partition> whole() {
        return partitions.values().stream().filter(partition -> partition.whole);
    }

    Set<Integer> partitions() {
        return new HashSet<>(partitions.keySet());
    }
}
