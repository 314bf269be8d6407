package io.tokenweir.streams.chaos;

/** Is told what a producer hands over and what the broker acknowledges. */
interface Witness {
    /** Before the record goes to the producer. */
    void handedOver(RecordId id, long valueHash);

    void acknowledged(RecordId id);
}
