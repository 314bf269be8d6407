package io.tokenweir.streams;

import org.apache.kafka.streams.processor.api.Record;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.RequestEvent;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.serde.AvroWire;
import io.tokenweir.serde.RecordHash;
import io.tokenweir.streams.SourceProgress.Feed;

/** Stage 1's shell for requests and tokens. */
final class PartialAggregator extends StageOneShell {
    private static final long MICROS_PER_MILLI = 1000;

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
        boolean ofTokens = context().recordMetadata().orElseThrow().topic().equals(names.tokens());
        String problem = ofTokens ? tokens(record, nowMillis) : request(record, nowMillis);
        if (problem != null) {
            deadLetters().send(record, problem);
        }
    }

    private String request(Record<byte[], byte[]> record, long nowMillis) {
        Decoded<RequestEvent> event =
                Decoded.of(wire, record.value(), RequestEvent.class, nowMillis, EventChecks::problem);
        if (event.problem() == null) {
            return aggregation().request(event.record(), RecordHash.of(record.value()), appendMicros(record));
        }
        refused(event.record() == null ? null : event.record().getHeader(), Feed.REQUESTS, nowMillis);
        return event.problem();
    }

    private String tokens(Record<byte[], byte[]> record, long nowMillis) {
        if (chunks.read(record.value())) {
            return chunk(chunks.chunk(), record, nowMillis);
        }
        Decoded<TokenEvent> event = Decoded.of(wire, record.value(), TokenEvent.class, nowMillis, EventChecks::problem);
        if (event.problem() == null) {
            return aggregation().tokens(event.record(), RecordHash.of(record.value()), appendMicros(record));
        }
        refused(event.record() == null ? null : event.record().getHeader(), Feed.TOKENS, nowMillis);
        return event.problem();
    }

    private String chunk(TokenChunkFields chunk, Record<byte[], byte[]> record, long nowMillis) {
        String problem = EventChecks.problem(chunk, nowMillis);
        if (problem == null) {
            return aggregation().chunk(chunk, RecordHash.of(record.value()));
        }
        boolean headerIsFine = EventChecks.header(chunk, nowMillis) == null;
        aggregation()
                .refused(
                        chunk.run,
                        chunk.source,
                        chunk.vantage,
                        chunk.seq,
                        chunk.eventTimeMicros,
                        Feed.TOKENS,
                        headerIsFine);
        return problem;
    }

    /** @param header null when the record could not be read */
    private void refused(EventHeader header, Feed feed, long nowMillis) {
        if (header == null) {
            aggregation().unreadable();
        } else {
            aggregation().refused(Branch.REQUESTS, header, feed, EventChecks.header(header, nowMillis) == null);
        }
    }

    private static long appendMicros(Record<byte[], byte[]> record) {
        return record.timestamp() * MICROS_PER_MILLI;
    }
}
