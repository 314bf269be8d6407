package io.tokenweir.streams;

import org.apache.kafka.streams.processor.api.Record;

import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;

/** Stage 1's shell for requests and tokens. */
final class PartialAggregator extends StageOneShell {
    private final AvroWire wire;
    private final TopologyNames names;

    PartialAggregator(AvroWire wire, TopologyNames names, MetricsStreamsConfig config, int inputPartitions) {
        super(TopologyNames.REQUESTS, config, inputPartitions);
        this.wire = wire;
        this.names = names;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long nowMillis = context().currentSystemTimeMs();
        if (context().recordMetadata().orElseThrow().topic().equals(names.tokens())) {
            Decoded<TokenEvent> event =
                    Decoded.of(wire, record.value(), TokenEvent.class, nowMillis, EventChecks::problem);
            if (event.problem() == null) {
                aggregation().tokens(event.record(), RecordHash.of(record.value()));
            } else {
                deadLetters().send(record, event.problem());
            }
        } else {
            Decoded<RequestEvent> event =
                    Decoded.of(wire, record.value(), RequestEvent.class, nowMillis, EventChecks::problem);
            if (event.problem() == null) {
                aggregation().request(event.record(), RecordHash.of(record.value()));
            } else {
                deadLetters().send(record, event.problem());
            }
        }
    }
}
