package io.tokenweir.streams.chaos;

import java.util.HashMap;
import java.util.Map;

/** The ledger of a run, record by record; a record that was sent twice on purpose has two copies. Thread-safe. */
final class SentRecords implements Witness {
    private final Map<RecordId, Entry> entries = new HashMap<>();

    private static final class Entry {
        private final long valueHash;
        private int handedOver;
        private int acknowledged;

        Entry(long valueHash) {
            this.valueHash = valueHash;
        }
    }

    /** Is told of each record. */
    interface Visitor {
        /**
         * @param handedOver copies that went to the producer
         * @param acknowledged of those; what became of the others, only the topic can tell
         */
        void record(RecordId id, int handedOver, int acknowledged);
    }

    @Override
    public synchronized void handedOver(RecordId id, long valueHash) {
        entries.computeIfAbsent(id, i -> new Entry(valueHash)).handedOver++;
    }

    @Override
    public synchronized void acknowledged(RecordId id) {
        entries.get(id).acknowledged++;
    }

    /** Null when nobody sent it. */
    synchronized Long hashOf(RecordId id) {
        Entry entry = entries.get(id);
        return entry == null ? null : entry.valueHash;
    }

    synchronized void forEach(Visitor visitor) {
        entries.forEach((id, entry) -> visitor.record(id, entry.handedOver, entry.acknowledged));
    }
}
