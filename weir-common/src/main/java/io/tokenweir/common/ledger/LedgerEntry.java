package io.tokenweir.common.ledger;

import java.util.Map;

/**
 * What one record adds to the ledger once the broker has acknowledged it. Belongs to its event, which may be used again: then it
 * is {@link #set} again, by the thread that makes the event.
 */
public final class LedgerEntry {
    private int segment;
    private long recordHash;
    private long arrivals;
    private long inputTokens;
    private long outputTokens;
    private long costPico;
    private Map<String, Long> requests = Map.of();
    private Map<String, Long> attempts = Map.of();

    /** Of an event that is made later. */
    public LedgerEntry() {}

    /** Of a run that is one segment; arguments as those of {@link #set} and {@link #counts}. */
    public LedgerEntry(
            long recordHash,
            long arrivals,
            long inputTokens,
            long outputTokens,
            long costPico,
            Map<String, Long> requests,
            Map<String, Long> attempts) {
        set(0, recordHash);
        counts(arrivals, inputTokens, outputTokens, costPico, requests, attempts);
    }

    /** An event that counts as a record and for nothing else, in a run that is one segment. */
    public static LedgerEntry plain(long recordHash) {
        return new LedgerEntry().set(0, recordHash);
    }

    /**
     * An event that counts as a record, and for nothing else until {@link #counts} says so.
     *
     * @param ofSegment of the run whose ledger it belongs to
     * @param hash of the value bytes, by {@link io.tokenweir.serde.RecordHash}
     */
    public LedgerEntry set(int ofSegment, long hash) {
        segment = ofSegment;
        recordHash = hash;
        return counts(0, 0, 0, 0, Map.of(), Map.of());
    }

    /**
     * @param pico cost of attempts, 10^-12 of the currency
     * @param requestsEnded logical requests, by outcome name
     * @param attemptsEnded by outcome name
     */
    public LedgerEntry counts(
            long tokenArrivals,
            long input,
            long output,
            long pico,
            Map<String, Long> requestsEnded,
            Map<String, Long> attemptsEnded) {
        arrivals = tokenArrivals;
        inputTokens = input;
        outputTokens = output;
        costPico = pico;
        requests = requestsEnded;
        attempts = attemptsEnded;
        return this;
    }

    public int segment() {
        return segment;
    }

    public long recordHash() {
        return recordHash;
    }

    public long arrivals() {
        return arrivals;
    }

    public long inputTokens() {
        return inputTokens;
    }

    public long outputTokens() {
        return outputTokens;
    }

    public long costPico() {
        return costPico;
    }

    public Map<String, Long> requests() {
        return requests;
    }

    public Map<String, Long> attempts() {
        return attempts;
    }
}
