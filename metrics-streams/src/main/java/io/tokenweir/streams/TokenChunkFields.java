package io.tokenweir.streams;

import java.util.Arrays;
import java.util.List;

import io.tokenweir.events.EventHeader;
import io.tokenweir.events.KindRun;
import io.tokenweir.events.TokenChunk;
import io.tokenweir.events.TokenEvent;
import io.tokenweir.events.Vantage;

/**
 * What the topology needs of one token chunk, as primitives: no object per gap. Either {@link TokenChunkReader} fills it
 * from the bytes, again and again, or it is made from a record that Avro read. Not thread-safe.
 */
final class TokenChunkFields {
    /** Stands for a time that is not there. */
    static final long ABSENT = Long.MIN_VALUE;

    RunRef run;
    SourceId source;
    long seq;
    Vantage vantage;
    long eventTimeMicros;
    SeriesId series;
    int firstArrival;
    long startLagNanos;
    long ttftNanos;
    long ttfatNanos;
    long[] gapsMicros = new long[32];
    int gaps;
    int[] kinds = new int[8];
    int[] kindCounts = new int[8];
    int kindRuns;
    int sharedReads;

    TokenChunkFields() {}

    /** @param event a CHUNK with its body */
    TokenChunkFields(TokenEvent event) {
        EventHeader header = event.getHeader();
        TokenChunk chunk = event.getChunk();
        run = new RunRef(header.getRunId(), header.getSegment());
        source = new SourceId(header.getInstance(), header.getEpoch());
        seq = header.getSeq();
        vantage = header.getVantage();
        eventTimeMicros = header.getEventTimeMicros();
        series = SeriesId.model(vantage, chunk.getSeries());
        firstArrival = chunk.getFirstArrival();
        startLagNanos = chunk.getStartLagNanos();
        ttftNanos = chunk.getTtftNanos() == null ? ABSENT : present(chunk.getTtftNanos());
        ttfatNanos = chunk.getTtfatNanos() == null ? ABSENT : present(chunk.getTtfatNanos());
        List<Long> all = chunk.getGapsMicros();
        makeRoomForGaps(all.size());
        for (Long gap : all) {
            gapsMicros[gaps++] = gap;
        }
        for (KindRun kind : chunk.getKinds()) {
            addKind(kind.getKind().ordinal(), kind.getCount());
        }
        sharedReads = chunk.getSharedReads();
    }

    /** A time that is there: one that would look absent becomes another negative one, which is refused all the same. */
    static long present(long nanos) {
        return nanos == ABSENT ? -1 : nanos;
    }

    /** Forgets the gaps and kinds of the chunk before. */
    void clear() {
        gaps = 0;
        kindRuns = 0;
    }

    void makeRoomForGaps(int count) {
        if (gapsMicros.length < gaps + count) {
            gapsMicros = Arrays.copyOf(gapsMicros, gaps + count);
        }
    }

    void addKind(int kind, int count) {
        if (kindRuns == kinds.length) {
            kinds = Arrays.copyOf(kinds, kindRuns * 2);
            kindCounts = Arrays.copyOf(kindCounts, kindRuns * 2);
        }
        kinds[kindRuns] = kind;
        kindCounts[kindRuns++] = count;
    }
}
