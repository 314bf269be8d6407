package io.tokenweir.load;

import java.util.Map;

import io.tokenweir.common.ledger.Ledger;
import io.tokenweir.common.publish.EventPublisher;
import io.tokenweir.serde.AvroWire;

/**
 * Where a run's events go. The publisher must tell the ledger what became of them, and stays the caller's to close.
 *
 * @param topicPrefix the operator's prefix; may be empty
 * @param partitions partition count of weir.requests and weir.tokens, as it is on the cluster
 */
public record KafkaOutput(AvroWire wire, EventPublisher publisher, Ledger ledger, String topicPrefix, int partitions) {
    private static final int USUAL_PARTITIONS = 4;

    /** No cluster at all: events are made, numbered, encoded and counted as for one, and then dropped. */
    public static KafkaOutput encodedAndDropped() {
        AvroWire wire = AvroWire.of(Map.of("schema.registry.url", "mock://encoded-and-dropped"));
        return new KafkaOutput(wire, new DiscardingPublisher(), new Ledger(), "", USUAL_PARTITIONS);
    }
}
