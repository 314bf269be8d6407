package io.tokenweir.load.events;

import java.util.Arrays;

import io.tokenweir.common.run.RunIdentity;
import io.tokenweir.events.Vantage;

/** Writes what every event of one topic begins with: Confluent's wire header, and an {@code EventHeader}. Immutable. */
final class EventHead {
    private static final int CONFLUENT_HEADER_BYTES = 5;

    private final byte[] beforeSegment;
    private final byte[] source;

    /** @param anyRecord of this topic in the wire format, of which the schema id is taken */
    EventHead(RunIdentity run, byte[] anyRecord) {
        AvroBytes fixed = new AvroBytes();
        fixed.raw(Arrays.copyOf(anyRecord, CONFLUENT_HEADER_BYTES));
        fixed.text(run.runId());
        beforeSegment = fixed.toArray();
        fixed.clear();
        fixed.text(run.instance());
        fixed.number(run.epoch());
        source = fixed.toArray();
    }

    void write(AvroBytes out, int segment, long seq, long eventTimeMicros) {
        out.clear();
        out.raw(beforeSegment);
        out.number(segment);
        out.raw(source);
        out.number(seq);
        out.number(Vantage.GENERATOR.ordinal());
        out.number(eventTimeMicros);
    }
}
