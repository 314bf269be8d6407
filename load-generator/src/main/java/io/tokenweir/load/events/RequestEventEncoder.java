package io.tokenweir.load.events;

/** Puts what numbers a request event before what its event loop wrote of it. Not thread-safe. */
final class RequestEventEncoder {
    private final AvroBytes out = new AvroBytes();
    private final EventHead head;

    RequestEventEncoder(EventHead head) {
        this.head = head;
    }

    /** Valid until the next. */
    AvroBytes encode(RequestEventBuffer event, long seq) {
        head.write(out, event.segment, seq, event.timeMicros);
        out.raw(event.fields);
        return out;
    }
}
