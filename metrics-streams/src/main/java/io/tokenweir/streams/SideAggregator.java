package io.tokenweir.streams;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Record;

import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;

/** Stage 1's shell for a branch beside the requests. */
final class SideAggregator<T extends SpecificRecord> extends StageOneShell {
    private final SideFeed<T> feed;
    private final AvroWire wire;

    SideAggregator(
            SideFeed<T> feed,
            TopologyNames.StageOne names,
            AvroWire wire,
            MetricsStreamsConfig config,
            int inputPartitions) {
        super(names, config, inputPartitions);
        this.feed = feed;
        this.wire = wire;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        long nowMillis = context().currentSystemTimeMs();
        Decoded<T> event = Decoded.of(wire, record.value(), feed.type(), nowMillis, feed::problem);
        if (event.problem() == null) {
            aggregation().side(feed.read(event.record(), RecordHash.of(record.value())));
        } else {
            deadLetters().send(record, event.problem());
        }
    }
}
