package io.tokenweir.load.events;

import io.tokenweir.events.TokenEventKind;

/**
 * Encodes token chunks as {@code TokenEvent} records, field by field, so that no object is made per token. A test holds it
 * against the generated class; the order below is the schema's. Not thread-safe.
 */
final class TokenChunkEncoder {
    private static final int NULL_BRANCH = 0;
    private static final int VALUE_BRANCH = 1;

    private final AvroBytes out = new AvroBytes();
    private final EventHead head;

    TokenChunkEncoder(EventHead head) {
        this.head = head;
    }

    /** Valid until the next. */
    AvroBytes encode(TokenChunkBuffer chunk, long seq, long eventTimeMicros) {
        head.write(out, chunk.segment, seq, eventTimeMicros);
        out.number(TokenEventKind.CHUNK.ordinal());
        out.number(VALUE_BRANCH);
        chunk(chunk);
        out.number(NULL_BRANCH);
        out.number(NULL_BRANCH);
        return out;
    }

    private void chunk(TokenChunkBuffer chunk) {
        out.raw(chunk.series.encoded());
        out.number(chunk.requestIndex);
        out.number(chunk.attempt);
        out.number(chunk.firstArrival);
        out.number(chunk.sinceStartMicros);
        // said where it is added to something: repeated, it would weigh as much as a gap and a half in each chunk
        out.number(chunk.ttftNanos < 0 && chunk.ttfatNanos < 0 ? 0 : chunk.startLagNanos);
        out.optional(chunk.ttftNanos);
        out.optional(chunk.ttfatNanos);
        out.number(chunk.count);
        out.numbers(chunk.gapsMicros, chunk.count);
        out.number(0);
        out.number(chunk.runs);
        for (int run = 0; run < chunk.runs; run++) {
            out.number(chunk.runKinds[run]);
            out.number(chunk.runLengths[run]);
        }
        out.number(0);
        out.number(chunk.sharedReads);
    }
}
