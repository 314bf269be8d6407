package io.tokenweir.common.publish;

import java.util.Arrays;

import io.tokenweir.common.ledger.LedgerEntry;

/**
 * One encoded record on its way to the broker.
 *
 * <p>It may be of an {@link EventPool}: then its bytes and its ledger entry are used again for another event once
 * {@link #release} was called, which is for the last who holds it: the publisher, after the listener was told, or whoever drops
 * it. Who keeps an event never releases it; that is no leak, only one more for the collector.
 */
public final class OutboundEvent {
    private final EventPool pool;
    private String topic;
    private int partition;
    private byte[] key;
    private byte[] bytes;
    private int length;
    private LedgerEntry ledgerEntry;
    /** In the pool. */
    OutboundEvent next;

    /**
     * An event that is never used again.
     *
     * @param key may be null (ticks, run markers)
     * @param value Confluent wire format
     * @param ledgerEntry what the record counts for once it is acknowledged; null for ticks and markers
     */
    public OutboundEvent(String topic, int partition, byte[] key, byte[] value, LedgerEntry ledgerEntry) {
        this.pool = null;
        this.topic = topic;
        this.partition = partition;
        this.key = key;
        this.bytes = value;
        this.length = value.length;
        this.ledgerEntry = ledgerEntry;
    }

    /** @param owner null: not to come back */
    OutboundEvent(EventPool owner, int capacity) {
        this.pool = owner;
        this.bytes = new byte[capacity];
        this.ledgerEntry = new LedgerEntry();
    }

    /** Where a pooled event goes, and its value, which is copied. Its {@link #ledgerEntry} is to be set, too. */
    public OutboundEvent set(String toTopic, int toPartition, byte[] withKey, byte[] value, int valueLength) {
        topic = toTopic;
        partition = toPartition;
        key = withKey;
        length = valueLength;
        if (bytes.length < valueLength) {
            bytes = new byte[Math.max(valueLength, 2 * bytes.length)];
        }
        System.arraycopy(value, 0, bytes, 0, valueLength);
        return this;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    /** May be null (ticks, run markers). */
    public byte[] key() {
        return key;
    }

    /** The value in an array of its length. */
    public byte[] value() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** The value, of which the first {@link #length} bytes count. */
    byte[] bytes() {
        return bytes;
    }

    /** Of the value. */
    public int length() {
        return length;
    }

    /** What the record counts for once it is acknowledged; null for ticks and markers. */
    public LedgerEntry ledgerEntry() {
        return ledgerEntry;
    }

    /** Nobody will look at it any more. To be called once, by the last who holds it. */
    public void release() {
        if (pool != null) {
            pool.giveBack(this);
        }
    }
}
