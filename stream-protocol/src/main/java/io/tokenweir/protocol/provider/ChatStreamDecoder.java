package io.tokenweir.protocol.provider;

import io.tokenweir.protocol.sse.SseScanner;

/** The stream of Chat Completions: events without names, one chunk each, ended by {@code [DONE]}. */
final class ChatStreamDecoder implements StreamDecoder, SseScanner.EventSink {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final SseScanner scanner = new SseScanner();
    private final ChatChunkReader chunk = new ChatChunkReader();
    private ArrivalSink sink;
    private boolean sawEnd;
    private String malformed;

    @Override
    public void reset() {
        scanner.reset();
        chunk.reset();
        sink = null;
        sawEnd = false;
        malformed = null;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length, ArrivalSink arrivals) {
        sink = arrivals;
        scanner.feed(bytes, offset, length, this);
        if (scanner.overflowed() && malformed == null) {
            malformed = "An event of the stream is longer than " + SseScanner.MAX_EVENT_BYTES + " bytes.";
        }
    }

    @Override
    public void event(byte[] data, int offset, int length) {
        // An event without data is what some gateways send as a ping.
        if (length == 0 || sawEnd || malformed != null || chunk.error() != null) {
            return;
        }
        if (startsWithDone(data, offset, length)) {
            sawEnd = true;
            return;
        }
        try {
            chunk.read(data, offset, length);
        } catch (JsonSyntaxException e) {
            malformed = "An event of the stream is not JSON: " + e.getMessage() + ".";
            return;
        }
        for (int i = 0; i < chunk.arrivals(); i++) {
            sink.arrival(chunk.arrival(i));
        }
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
        return chunk.error();
    }

    @Override
    public String finishReason() {
        return chunk.finishReason();
    }

    @Override
    public Usage usage() {
        return chunk.usage();
    }

    @Override
    public String id() {
        return chunk.id();
    }

    @Override
    public String model() {
        return chunk.model();
    }
}
