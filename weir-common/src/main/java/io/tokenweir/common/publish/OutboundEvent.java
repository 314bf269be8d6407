package io.tokenweir.common.publish;

import io.tokenweir.common.ledger.LedgerEntry;

/**
 * One encoded record on its way to the broker.
 *
 * @param key may be null (ticks, run markers)
 * @param value Confluent wire format
 * @param ledgerEntry what the record counts for once it is acknowledged; null for ticks and markers
 */
public record OutboundEvent(String topic, int partition, byte[] key, byte[] value, LedgerEntry ledgerEntry) {}
