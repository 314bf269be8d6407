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
    private final TokenChunkReader chunks;

    PartialAggregator(AvroWire wire, TopologyNames names, MetricsStreamsConfig config, int inputPartitions) {
        super(TopologyNames.REQUESTS, config, inputPartitions);
        this.wire = wire;
        this.names = names;
        this.chunks = new TokenChunkReader(wire);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long nowMillis = context().currentSystemTimeMs();
        if (context().recordMetadata().orElseThrow().topic().equals(names.tokens())) {
            tokens(record, nowMillis);
        } else {
            requests(record, nowMillis);
        }
    }

    private void tokens(Record<byte[], byte[]> record, long nowMillis) {
        String problem;
        if (chunks.read(record.value())) {
            problem = EventChecks.problem(chunks.chunk(), nowMillis);
            if (problem == null) {
                aggregation().chunk(chunks.chunk(), RecordHash.of(record.value()));
            }
        } else {
            Decoded<TokenEvent> event =
                    Decoded.of(wire, record.value(), TokenEvent.class, nowMillis, EventChecks::problem);
            problem = event.problem();
            if (problem == null) {
                aggregation().tokens(event.record(), RecordHash.of(record.value()));
            }
        }
        if (problem != null) {
            deadLetters().send(record, problem);
        }
    }

    private void requests(Record<byte[], byte[]> record, long nowMillis) {
        Decoded<RequestEvent> event =
                Decoded.of(wire, record.value(), RequestEvent.class, nowMillis, EventChecks::problem);
        if (event.problem() == null) {
            aggregation().request(event.record(), RecordHash.of(record.value()));
        } else {
            deadLetters().send(record, event.problem());
        }
    }
}
