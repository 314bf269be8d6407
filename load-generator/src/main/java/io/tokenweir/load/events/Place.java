package io.tokenweir.load.events;

import io.tokenweir.common.run.Partitions;

/** Where the records of an account go. Immutable. */
public record Place(String accountId, byte[] key, int partition) {
    public static Place of(String accountId, int partitions) {
        byte[] key = Partitions.key(accountId);
        return new Place(accountId, key, Partitions.of(key, partitions));
    }
}
