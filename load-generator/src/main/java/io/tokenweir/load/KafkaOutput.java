package io.tokenweir.load;

import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.serde.AvroWire;

/**
 * Where a run's events go. The publisher must tell the ledger what became of them, and stays the caller's to close.
 *
 * @param topicPrefix the operator's prefix; may be empty
 * @param partitions partition count of weir.requests and weir.tokens, as it is on the cluster
 */
public record KafkaOutput(AvroWire wire, EventPublisher publisher, Ledger ledger, String topicPrefix, int partitions) {}
