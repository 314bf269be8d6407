package io.tokenweir.protocol.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.tokenweir.protocol.http.Digits;
import io.tokenweir.protocol.sse.SseScanner;

/** A stream of events with one JSON object each; the API's {@link EventReader} says what they mean. */
final class EventStreamDecoder implements StreamDecoder, SseScanner.EventSink {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};
    private static final byte[] DONE_LINE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private final SseScanner scanner = new SseScanner();
    private final EventReader events;
    private final EventTemplate usual = new EventTemplate();
    private final EventShapes shapes;
    private int expectedShape;
    private ArrivalSink sink;
    private boolean sawEnd;
    private String malformed;

    EventStreamDecoder(EventReader events, EventShapes shapes) {
        this.events = events;
        this.shapes = shapes;
    }

    @Override
    public void reset() {
        scanner.reset();
        events.reset();
        usual.forget();
        expectedShape = 0;
        sink = null;
        sawEnd = false;
        malformed = null;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, ArrivalSink arrivals) {
        sink = arrivals;
        scanner.feed(bytes, offset, length, this);
        if (malformed == null) {
            malformed = scanner.overflow();
        }
    }

    @Override
    public int knownChunks(byte[] bytes, int at, int end, ArrivalSink arrivals) {
        if (sawEnd || malformed != null || events.error != null || !scanner.isBetweenEvents()) {
            return 0;
        }
        sink = arrivals;
        int next = at;
        int known;
        do {
            int passed = usual.passChunks(bytes, next, end);
            if (passed > next) {
                arrivals.arrivals(usual.kind(), usual.passed());
            }
            known = otherChunk(bytes, passed, end);
            next = passed + known;
        } while (known > 0 && !sawEnd);
        return next - at;
    }

    /** How many bytes a whole chunk takes here that holds one event of another known shape and nothing else; 0 when none is there. */
    private int otherChunk(byte[] bytes, int at, int end) {
        long line = Digits.plainChunkLine(bytes, at, end);
        if (line < 0) {
            return 0;
        }
        int from = at + Digits.length(line);
        int to = from + Digits.size(line);
        boolean whole = to + 1 < end && bytes[to] == '\r' && bytes[to + 1] == '\n';
        return whole && otherEvent(bytes, from, to, true) > 0 ? to + 2 - at : 0;
    }

    @Override
    public void end() {
        if (malformed == null) {
            sink = kind -> {};
            scanner.end(this);
            // What is left of an event that broke off is no JSON, and need not be.
            malformed = null;
        }
    }

    @Override
    public void letGo() {
        scanner.letGo();
    }

    @Override
    public void event(byte[] data, int offset, int length) {
        // An event without data is what some gateways send as a ping.
        if (length == 0 || sawEnd || malformed != null || events.error != null) {
            return;
        }
        if (startsWithDone(data, offset, length)) {
            sawEnd = events.doneEnds();
            return;
        }
        try {
            events.read(data, offset, length);
        } catch (JsonSyntaxException e) {
            malformed = "An event of the stream is not JSON: " + e.sentence(offset) + ".";
            return;
        }
        for (int i = 0; i < events.arrivals(); i++) {
            sink.arrival(events.arrival(i));
        }
        sawEnd = events.ended;
        events.teach(usual, data, offset, length);
        shapes.learn(events, data, offset, offset + length);
    }

    @Override
    public int knownEvent(byte[] bytes, int at, int end) {
        if (sawEnd || malformed != null || events.error != null) {
            return 0;
        }
        int length = usual.match(bytes, at, end);
        if (length > 0) {
            sink.arrival(usual.kind());
            return length;
        }
        return otherEvent(bytes, at, end, false);
    }

    /** @param alone whether it counts only if it ends where the bytes do */
    private int otherEvent(byte[] bytes, int at, int end, boolean alone) {
        if (isDoneLine(bytes, at, end)) {
            if (alone && at + DONE_LINE.length != end) {
                return 0;
            }
            sawEnd = events.doneEnds();
            return DONE_LINE.length;
        }
        int length = shapes.match(events, bytes, at, end, expectedShape);
        if (length == 0 || alone && at + length != end) {
            return 0;
        }
        EventShape shape = shapes.matched();
        expectedShape = shapes.number() + 1;
        shape.tell(events, bytes);
        shape.teach(usual, bytes, at, length);
        if (shape.kind() != null) {
            sink.arrival(shape.kind());
        }
        return length;
    }

    private static boolean isDoneLine(byte[] bytes, int at, int end) {
        int to = at + DONE_LINE.length;
        // told from an object by one byte, before all of it is compared
        return to <= end && bytes[to - 3] == ']' && Arrays.equals(bytes, at, to, DONE_LINE, 0, DONE_LINE.length);
    }

    private static boolean startsWithDone(byte[] data, int offset, int length) {
        if (length < DONE.length) {
            return false;
        }
        for (int i = 0; i < DONE.length; i++) {
            if (data[offset + i] != DONE[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean sawEnd() {
        return sawEnd;
    }

    @Override
    public String malformed() {
        return malformed;
    }

    @Override
    public ErrorBody error() {
        return events.error;
    }

    @Override
    public String finishReason() {
        return events.finishReason;
    }

    @Override
    public Usage usage() {
        return events.usage;
    }

    @Override
    public String id() {
        return events.id;
    }

    @Override
    public String model() {
        return events.model;
    }
}
