package io.tokenweir.protocol.http;

/**
 * Reads HTTP/1.1 responses from bytes as they come, in pieces of any size (RFC 9112): status line, headers, and a body by
 * length, by chunks, or up to the end of the connection. Interim 1xx responses are passed over.
 *
 * <p>Allocates nothing per read; body bytes are handed on where they lie. One reader per connection, reused from response to
 * response with {@link #reset}; not thread-safe. What cannot be a response ends in {@link State#FAILED} with a sentence in
 * {@link #failure}; memory is bounded by {@link #MAX_HEAD_BYTES} whatever comes.
 */
public final class HttpResponseReader {
    /** Longest status line and headers that are accepted together. */
    public static final int MAX_HEAD_BYTES = 64 * 1024;

    private static final int MAX_CHUNK_LINE_BYTES = 1024;

    /** Where the reader stands. */
    public enum State {
        STATUS_LINE,
        HEADERS,
        BODY_BY_LENGTH,
        BODY_TO_END,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_DATA_END,
        TRAILERS,
        COMPLETE,
        FAILED
    }

    /** Gets body bytes where they lie; they are valid during the call only. */
    public interface BodySink {
        void body(byte[] bytes, int offset, int length);

        /**
         * Asked between chunks, before the size of the next is looked at: how many bytes of whole chunks, from their sizes to
         * the line ends behind them, need no further look. They are passed over.
         */
        default int knownChunks(byte[] bytes, int at, int end) {
            return 0;
        }
    }

    private final HeaderBlock headers = new HeaderBlock();
    private final LineBuffer line = new LineBuffer();
    private State state = State.STATUS_LINE;
    private int status;
    private boolean minorVersionZero;
    private boolean bodyEndsWithConnection;
    private long remaining;
    private String failure;

    /** Ready for the next response on this connection. */
    public void reset() {
        headers.clear();
        line.clear();
        state = State.STATUS_LINE;
        status = 0;
        bodyEndsWithConnection = false;
        remaining = 0;
        failure = null;
    }

    public State state() {
        return state;
    }

    /** HTTP status; 0 before the status line is whole. */
    public int status() {
        return state == State.HEADERS || state == State.STATUS_LINE ? 0 : status;
    }

    /** Whether the headers are whole. */
    public boolean headersComplete() {
        return status() != 0 && state != State.FAILED;
    }

    public HeaderBlock headers() {
        return headers;
    }

    /** What was wrong, in a sentence; null unless {@link State#FAILED}. */
    public String failure() {
        return failure;
    }

    /** Whether another request may go out on this connection. */
    public boolean reusable() {
        if (state != State.COMPLETE || bodyEndsWithConnection) {
            return false;
        }
        return minorVersionZero
                ? headers.contains("connection", "keep-alive")
                : !headers.contains("connection", "close");
    }

    /**
     * Takes the next bytes. Returns how many were used: fewer than given only when the response is complete (the rest
     * belongs to nobody, unless requests are pipelined) or has failed.
     */
    public int feed(byte[] bytes, int offset, int length, BodySink sink) {
        int at = offset;
        int end = offset + length;
        while (at < end && state != State.COMPLETE && state != State.FAILED) {
            at = switch (state) {
                case BODY_TO_END -> {
                    sink.body(bytes, at, end - at);
                    yield end;
                }
                case BODY_BY_LENGTH, CHUNK_DATA -> body(bytes, at, end, sink);
                case CHUNK_SIZE, CHUNK_DATA_END -> chunkBoundary(bytes, at, end, sink);
                default -> lineByLine(bytes, at, end);
            };
        }
        return at - offset;
    }

    /** The connection ended: true when the response was whole (or nothing of one had come, which {@link #status} tells). */
    public boolean endOfConnection() {
        if (state == State.BODY_TO_END) {
            state = State.COMPLETE;
        }
        return state == State.COMPLETE;
    }

    private int body(byte[] bytes, int at, int end, BodySink sink) {
        int take = (int) Math.min(remaining, end - at);
        sink.body(bytes, at, take);
        remaining -= take;
        if (remaining == 0) {
            state = state == State.CHUNK_DATA ? State.CHUNK_DATA_END : State.COMPLETE;
        }
        return at + take;
    }

    /** The usual lines between chunks, whole and without extensions, are read where they lie; all others line by line. */
    private int chunkBoundary(byte[] bytes, int at, int end, BodySink sink) {
        if (line.length() > 0) {
            return lineByLine(bytes, at, end);
        }
        if (state == State.CHUNK_DATA_END) {
            if (end - at < 2 || bytes[at] != '\r' || bytes[at + 1] != '\n') {
                return lineByLine(bytes, at, end);
            }
            state = State.CHUNK_SIZE;
            return at + 2;
        }
        int known = sink.knownChunks(bytes, at, end);
        if (known > 0) {
            return at + known;
        }
        long plain = Digits.plainChunkLine(bytes, at, end);
        if (plain < 0) {
            return lineByLine(bytes, at, end);
        }
        remaining = Digits.size(plain);
        state = remaining == 0 ? State.TRAILERS : State.CHUNK_DATA;
        return at + Digits.length(plain);
    }

    private int lineByLine(byte[] bytes, int at, int end) {
        int next = line.take(bytes, at, end);
        boolean inHead = state == State.STATUS_LINE || state == State.HEADERS;
        int limit = inHead ? MAX_HEAD_BYTES : MAX_CHUNK_LINE_BYTES;
        if (line.length() + (inHead ? headers.bytes() : 0) > limit) {
            return fail(
                    "The answer's " + (inHead ? "head" : "chunk line") + " is longer than " + limit + " bytes.", next);
        }
        if (line.isWhole()) {
            switch (state) {
                case STATUS_LINE -> statusLine();
                case HEADERS -> header();
                case CHUNK_SIZE -> chunkSize();
                case CHUNK_DATA_END -> chunkDataEnd();
                default -> trailer();
            }
            line.clear();
        }
        return next;
    }

    private void statusLine() {
        if (line.length() == 0) {
            return;
        }
        byte[] b = line.bytes();
        int at = line.offset();
        boolean http = line.length() >= 12
                && line.startsWith("HTTP/1.")
                && (b[at + 7] == '0' || b[at + 7] == '1')
                && b[at + 8] == ' '
                && (line.length() == 12 || b[at + 12] == ' ');
        int code = http ? Digits.decimal(b, at + 9, at + 12) : -1;
        if (code < 100) {
            fail("The answer does not begin with an HTTP/1.1 status line.", 0);
            return;
        }
        minorVersionZero = b[at + 7] == '0';
        status = code;
        state = State.HEADERS;
    }

    private void header() {
        if (line.length() > 0) {
            headers.add(line.bytes(), line.offset(), line.length());
            return;
        }
        if (status < 200) {
            headers.clear();
            state = State.STATUS_LINE;
            return;
        }
        if (status == 204 || status == 304) {
            state = State.COMPLETE;
        } else if (headers.contains("transfer-encoding", "chunked")) {
            state = State.CHUNK_SIZE;
        } else {
            if (headers.differ("content-length")) {
                fail("The answer has two Content-Lengths that differ.", 0);
                return;
            }
            bodyByLength(headers.get("content-length"));
        }
    }

    private void bodyByLength(String contentLength) {
        if (contentLength == null) {
            bodyEndsWithConnection = true;
            state = State.BODY_TO_END;
            return;
        }
        remaining = Digits.decimal(contentLength);
        if (remaining < 0) {
            fail("The answer's Content-Length is not a number.", 0);
        } else {
            state = remaining == 0 ? State.COMPLETE : State.BODY_BY_LENGTH;
        }
    }

    private void chunkSize() {
        remaining = Digits.hexadecimalPrefix(line.bytes(), line.offset(), line.offset() + line.length());
        if (remaining < 0) {
            fail("A chunk of the answer has no size.", 0);
        } else {
            state = remaining == 0 ? State.TRAILERS : State.CHUNK_DATA;
        }
    }

    private void chunkDataEnd() {
        if (line.length() == 0) {
            state = State.CHUNK_SIZE;
        } else {
            fail("A chunk of the answer is longer than it said.", 0);
        }
    }

    private void trailer() {
        if (line.length() == 0) {
            state = State.COMPLETE;
        }
    }

    private int fail(String sentence, int next) {
        failure = sentence;
        state = State.FAILED;
        return next;
    }
}
