package io.tokenweir.common.ledger;

import java.util.Map;

/**
 * What one record adds to the ledger once the broker has acknowledged it.
 *
 * @param segment of the run whose ledger it belongs to
 * @param recordHash hash of the value bytes, by {@link io.tokenweir.serde.RecordHash}
 * @param costPico cost of attempts, 10^-12 of the currency
 * @param requests logical requests ended, by outcome name
 * @param attempts attempts ended, by outcome name
 */
public record LedgerEntry(
        int segment,
        long recordHash,
        long arrivals,
        long inputTokens,
        long outputTokens,
        long costPico,
        Map<String, Long> requests,
        Map<String, Long> attempts) {

    /** Of a run that is one segment. */
    public LedgerEntry(
            long recordHash,
            long arrivals,
            long inputTokens,
            long outputTokens,
            long costPico,
            Map<String, Long> requests,
            Map<String, Long> attempts) {
        this(0, recordHash, arrivals, inputTokens, outputTokens, costPico, requests, attempts);
    }

    /** An event that counts as a record and for nothing else, in a run that is one segment. */
    public static LedgerEntry plain(long recordHash) {
        return plain(0, recordHash);
    }

    /** An event that counts as a record and for nothing else. */
    public static LedgerEntry plain(int segment, long recordHash) {
        return new LedgerEntry(segment, recordHash, 0, 0, 0, 0, Map.of(), Map.of());
    }
}
