package io.tokenweir.tap.proxy;

import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a message's body in bytes as they come, without taking them apart: by length, by chunks with their
 * extensions and trailers, or at the end of the connection (RFC 9112, 6). Not thread-safe; used again for the next message.
 */
final class BodyFraming {
    /** Longest line between chunks, and longest trailer section. */
    private static final int MAX_LINE_BYTES = 16 * 1024;

    private enum State {
        DATA,
        TO_END,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK_DATA,
        CHUNK_END,
        TRAILER,
        OVER,
        FAILED
    }

    private State state = State.OVER;
    private long remaining;
    private int lineBytes;
    private int trailerBytes;
    private boolean sizeSeen;

    void none() {
        state = State.OVER;
    }

    void length(long bytes) {
        remaining = bytes;
        state = bytes == 0 ? State.OVER : State.DATA;
    }

    void chunked() {
        state = State.CHUNK_SIZE;
        beginSize();
    }

    void toEnd() {
        state = State.TO_END;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /** The message cannot be read on: nobody knows where it ends. */
    boolean isFailed() {
        return state == State.FAILED;
    }

    /** Whether the end of the connection is the end of the body. */
    boolean endsWithConnection() {
        return state == State.TO_END;
    }

    /** The connection ended: whether the body was whole by that. */
    boolean connectionEnded() {
        if (state == State.TO_END) {
            state = State.OVER;
        }
        return isOver();
    }

    /** Where in {@code [from, to)} the body's bytes end: at {@code to} unless it is over (or cannot be read on) before. */
    int take(ByteBuf in, int from, int to) {
        int at = from;
        while (at < to && state != State.OVER && state != State.FAILED) {
            at = switch (state) {
                case TO_END -> to;
                case DATA, CHUNK_DATA -> data(at, to);
                default -> line(in, at);
            };
        }
        return at;
    }

    private int data(int at, int to) {
        int take = (int) Math.min(remaining, to - at);
        remaining -= take;
        if (remaining == 0) {
            state = state == State.DATA ? State.OVER : State.CHUNK_END;
            lineBytes = 0;
        }
        return at + take;
    }

    private int line(ByteBuf in, int at) {
        byte b = in.getByte(at);
        lineBytes++;
        switch (state) {
            case CHUNK_SIZE -> size(b);
            case CHUNK_EXTENSION -> {
                if (b == '\n') {
                    sizeLineEnded();
                }
            }
            case CHUNK_END -> {
                if (b == '\n') {
                    state = State.CHUNK_SIZE;
                    beginSize();
                } else if (b != '\r' || lineBytes > 1) {
                    state = State.FAILED;
                }
            }
            default -> trailer(b);
        }
        if (lineBytes > MAX_LINE_BYTES) {
            state = State.FAILED;
        }
        return at + 1;
    }

    private void beginSize() {
        remaining = 0;
        lineBytes = 0;
        sizeSeen = false;
    }

    private void size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0 && remaining < 1L << 56) {
            remaining = remaining << 4 | digit;
            sizeSeen = true;
        } else if (!sizeSeen || digit >= 0) {
            state = State.FAILED;
        } else if (b == '\n') {
            sizeLineEnded();
        } else if (b == '\r' || b == ';' || b == ' ' || b == '\t') {
            state = State.CHUNK_EXTENSION;
        } else {
            state = State.FAILED;
        }
    }

    private void sizeLineEnded() {
        lineBytes = 0;
        trailerBytes = 0;
        state = remaining == 0 ? State.TRAILER : State.CHUNK_DATA;
    }

    /** Trailers end with an empty line. */
    private void trailer(byte b) {
        if (b == '\n') {
            trailerBytes += lineBytes;
            state = lineBytes == 1 ? State.OVER : trailerBytes > MAX_LINE_BYTES ? State.FAILED : State.TRAILER;
            lineBytes = 0;
        } else if (b == '\r') {
            // part of the line's end
            lineBytes--;
        }
    }
}
