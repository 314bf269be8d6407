package io.tokenweir.streams.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The ledger of a run, record by record. Thread-safe. */
final class SentRecords implements Witness {
    private final Map<RecordId, Long> hashes = new HashMap<>();
    private final Set<RecordId> acknowledged = new HashSet<>();

    @Override
    public synchronized void handedOver(RecordId id, long valueHash) {
        hashes.put(id, valueHash);
    }

    @Override
    public synchronized void acknowledged(RecordId id) {
        acknowledged.add(id);
    }

    /** Null when nobody sent it. */
    synchronized Long hashOf(RecordId id) {
        return hashes.get(id);
    }

    synchronized Set<RecordId> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Handed over and never acknowledged: only the topic can tell whether they arrived. */
    synchronized Set<RecordId> maybe() {
        Set<RecordId> open = new HashSet<>(hashes.keySet());
        open.removeAll(acknowledged);
        return open;
    }
}
