package io.tokenweir.tap.watch;

import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.serde.AvroWire;

/**
 * Where events go.
 *
 * @param partitions of weir.requests and weir.tokens, as they are on the cluster
 */
public record EventOut(AvroWire wire, EventPublisher publisher, Ledger ledger, String topicPrefix, int partitions) {}
