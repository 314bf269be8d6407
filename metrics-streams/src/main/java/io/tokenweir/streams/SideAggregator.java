package io.tokenweir.streams;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Record;

import io.tokenweir.events.EventHeader;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.streams.SourceProgress.Feed;

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
        String problem = event.problem() == null
                ? aggregation().side(feed.read(event.record(), RecordHash.of(record.value())))
                : refused(event, nowMillis);
        if (problem != null) {
            deadLetters().send(record, problem);
        }
    }

    private String refused(Decoded<T> event, long nowMillis) {
        if (event.record() == null) {
            aggregation().unreadable();
        } else {
            EventHeader header = feed.header(event.record());
            boolean headerIsFine = EventChecks.header(header, nowMillis) == null;
            aggregation().refused(feed.branch(), header, Feed.REQUESTS, headerIsFine);
        }
        return event.problem();
    }
}
