package io.tokenweir.streams;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

import io.tokenweir.events.ArrivalKind;
import io.tokenweir.events.Series;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.TokenEventKind;
import io.tokenweir.events.Vantage;
import io.tokenweir.serde.AvroWire;

/**
 * Reads token chunks straight from the bytes, several times as fast as Avro, and without an object per gap or string.
 *
 * <p>Only what was written with the very schema that this program was compiled with, and only chunks in the form that
 * Avro's encoders give them. {@link #read} answers false to everything else, damaged bytes included: then Avro reads. A
 * property test holds the two against each other. Not thread-safe.
 */
final class TokenChunkReader {
    private static final int HEADER_BYTES = 5;
    private static final long OURS = SchemaNormalization.parsingFingerprint64(TokenEvent.getClassSchema());
    private static final int NULL_BRANCH = 0;
    private static final int BRANCHES = 2;
    private static final int KINDS = ArrivalKind.values().length;
    private static final int EVENT_KINDS = TokenEventKind.values().length;
    private static final Vantage[] VANTAGES = Vantage.values();

    /** Who made an event. */
    private record Origin(RunRef run, SourceId source) {}

    private final AvroWire wire;
    private final AvroCursor in = new AvroCursor();
    private final TokenChunkFields chunk = new TokenChunkFields();
    private final SliceInterner<Origin> origins = new SliceInterner<>(TokenChunkReader::origin);
    private final SliceInterner<SeriesId[]> series = new SliceInterner<>(TokenChunkReader::series);
    private int knownId = -1;
    private boolean knownIsOurs;

    TokenChunkReader(AvroWire wire) {
        this.wire = wire;
    }

    /** The chunk read last; the next {@link #read} fills it anew. */
    TokenChunkFields chunk() {
        return chunk;
    }

    /** Whether {@code bytes}, a value in the wire format, were a chunk that could be read here. */
    boolean read(byte[] bytes) {
        return bytes != null && bytes.length > HEADER_BYTES && bytes[0] == 0 && isOurs(bytes) && readFields(bytes);
    }

    private boolean isOurs(byte[] bytes) {
        int id = (bytes[1] & 0xFF) << 24 | (bytes[2] & 0xFF) << 16 | (bytes[3] & 0xFF) << 8 | bytes[4] & 0xFF;
        if (id != knownId) {
            try {
                knownIsOurs = SchemaNormalization.parsingFingerprint64(wire.writerSchema(bytes)) == OURS;
            } catch (RuntimeException e) {
                // whoever reads it with Avro will say what is wrong
                return false;
            }
            knownId = id;
        }
        return knownIsOurs;
    }

    private boolean readFields(byte[] bytes) {
        in.begin(bytes, HEADER_BYTES);
        chunk.clear();
        readHeader(bytes);
        if (in.choice(EVENT_KINDS) != TokenEventKind.CHUNK.ordinal() || in.choice(BRANCHES) == NULL_BRANCH) {
            return false;
        }
        readSeries(bytes);
        in.number(); // requestIndex
        in.integer(); // attempt
        chunk.firstArrival = in.integer();
        in.number(); // sinceStartMicros
        chunk.startLagNanos = in.number();
        chunk.ttftNanos = optional();
        chunk.ttfatNanos = optional();
        readGaps();
        readKinds();
        chunk.sharedReads = in.integer();
        // neither a tick nor a marker follows
        return in.choice(BRANCHES) == NULL_BRANCH && in.choice(BRANCHES) == NULL_BRANCH && in.isAtEnd();
    }

    private void readHeader(byte[] bytes) {
        in.skipText(NameChecks.LONGEST); // runId
        in.integer(); // segment
        in.skipText(NameChecks.LONGEST); // instance
        in.number(); // epoch
        if (!in.failed()) {
            Origin origin = origins.get(bytes, HEADER_BYTES, in.position());
            if (origin == null) {
                in.fail();
                return;
            }
            chunk.run = origin.run;
            chunk.source = origin.source;
        }
        chunk.seq = in.number();
        chunk.vantage = VANTAGES[in.choice(VANTAGES.length)];
        chunk.eventTimeMicros = in.number();
    }

    private void readSeries(byte[] bytes) {
        int from = in.position();
        in.skipText(NameChecks.LONGEST); // scenario
        in.skipText(NameChecks.LONGEST); // stage
        in.skipText(NameChecks.LONGEST); // provider
        in.skipText(NameChecks.LONGEST); // model
        if (!in.failed()) {
            SeriesId[] byVantage = series.get(bytes, from, in.position());
            if (byVantage == null) {
                in.fail();
                return;
            }
            chunk.series = byVantage[chunk.vantage.ordinal()];
        }
    }

    private long optional() {
        return in.choice(BRANCHES) == NULL_BRANCH ? TokenChunkFields.ABSENT : TokenChunkFields.present(in.number());
    }

    private void readGaps() {
        int count = in.block();
        chunk.makeRoomForGaps(count);
        long[] gaps = chunk.gapsMicros;
        for (int i = 0; i < count; i++) {
            gaps[i] = in.number();
        }
        chunk.gaps = count;
        in.endOfArray(count);
    }

    private void readKinds() {
        int runs = in.block();
        for (int i = 0; i < runs; i++) {
            chunk.addKind(in.choice(KINDS), in.integer());
        }
        in.endOfArray(runs);
    }

    /** Null when results cannot bear these names. */
    private static Origin origin(byte[] bytes, int from, int to) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, from, to - from, null);
        try {
            RunRef run = new RunRef(decoder.readString(), decoder.readInt());
            SourceId source = new SourceId(decoder.readString(), decoder.readLong());
            String problem = NameChecks.first(
                    NameChecks.problem("the run", run.runId()), NameChecks.problem("the instance", source.instance()));
            return problem == null ? new Origin(run, source) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for each vantage, by ordinal; null when results cannot bear these names. */
    private static SeriesId[] series(byte[] bytes, int from, int to) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, from, to - from, null);
        try {
            Series names =
                    new Series(decoder.readString(), decoder.readString(), decoder.readString(), decoder.readString());
            if (NameChecks.problem(names) != null) {
                return null;
            }
            SeriesId[] byVantage = new SeriesId[VANTAGES.length];
            for (Vantage vantage : VANTAGES) {
                byVantage[vantage.ordinal()] = SeriesId.model(vantage, names);
            }
            return byVantage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
