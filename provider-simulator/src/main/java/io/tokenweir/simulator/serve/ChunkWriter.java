package io.tokenweir.simulator.serve;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.util.concurrent.FastThreadLocal;

import io.tokenweir.simulator.http.Exchange;

/**
 * Composes one HTTP chunk after another in one array, and the response's head in front of the first. A thread has one, since
 * a chunk is written before the next is begun: an open stream holds none. Not thread-safe.
 */
public final class ChunkWriter {
    private static final int USUAL_BYTES = 16 << 10;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** A length of up to eight digits, and its line's end. */
    private static final int LENGTH_BYTES = 8 + 2;

    private static final FastThreadLocal<ChunkWriter> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected ChunkWriter initialValue() {
            return new ChunkWriter();
        }
    };

    private byte[] bytes = new byte[USUAL_BYTES];
    private int headBytes;
    private int begin = LENGTH_BYTES;
    private int end = LENGTH_BYTES;

    ChunkWriter() {}

    /** This thread's, empty. */
    static ChunkWriter begun() {
        ChunkWriter writer = OF_THREAD.get();
        if (writer.bytes.length > USUAL_BYTES) {
            writer.bytes = new byte[USUAL_BYTES];
        }
        writer.begin(0);
        return writer;
    }

    private void begin(int head) {
        headBytes = head;
        begin = head + LENGTH_BYTES;
        end = begin;
    }

    /** Puts the head of a response in front of a chunk that is empty yet. */
    void head(byte[] head) {
        begin(head.length);
        reserve(0);
        System.arraycopy(head, 0, bytes, 0, head.length);
    }

    /** Adds a part. */
    public void add(byte[] part) {
        reserve(part.length);
        System.arraycopy(part, 0, bytes, end, part.length);
        end += part.length;
    }

    /** Room for so many bytes, and for what ends a chunk and a body. */
    private void reserve(int more) {
        int needed = end + more + 2 + LAST_CHUNK.length;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
    }

    /** Bytes of all parts so far. */
    int size() {
        return end - begin;
    }

    /** Writes all parts as one chunk, after the head; with {@code last}, the end of the body too. Whether there was anything. */
    boolean writeTo(Exchange exchange, boolean last) {
        int to = end;
        int from = begin;
        if (to > from) {
            from = frame(to - from);
            bytes[to++] = '\r';
            bytes[to++] = '\n';
        }
        if (last) {
            System.arraycopy(LAST_CHUNK, 0, bytes, to, LAST_CHUNK.length);
            to += LAST_CHUNK.length;
        }
        if (headBytes > 0) {
            from -= headBytes;
            System.arraycopy(bytes, 0, bytes, from, headBytes);
        }
        if (to > from) {
            exchange.write(bytes, from, to - from);
        }
        return to > from;
    }

    /** Puts a chunk's length in front of it; where that begins. */
    private int frame(int length) {
        int at = begin;
        bytes[--at] = '\n';
        bytes[--at] = '\r';
        int rest = length;
        do {
            bytes[--at] = HEX[rest & 0xF];
            rest >>>= 4;
        } while (rest != 0);
        return at;
    }
}
