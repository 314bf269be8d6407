package io.tokenweir.simulator.serve;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Collects parts and writes them as one HTTP chunk. Used again for every chunk of a stream; not thread-safe. */
public final class ChunkWriter {
    private static final int USUAL_PARTS = 12;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAMING_BYTES = 8 + 2 + 2 + LAST_CHUNK.length;

    private byte[][] parts = new byte[USUAL_PARTS][];
    private int count;
    private int bytes;

    /** Adds a part; it must not change until the chunk is written. */
    public void add(byte[] part) {
        if (count == parts.length) {
            parts = Arrays.copyOf(parts, 2 * count);
        }
        parts[count++] = part;
        bytes += part.length;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    /** Bytes of all parts so far. */
    int bytes() {
        return bytes;
    }

    /** All parts as one chunk in a new buffer, after {@code head}; with {@code last}, the end of the body too. */
    ByteBuf toBuffer(ByteBufAllocator allocator, byte[] head, boolean last) {
        ByteBuf out = allocator.directBuffer(head.length + bytes + FRAMING_BYTES);
        out.writeBytes(head);
        if (bytes > 0) {
            writeHex(out, bytes);
            out.writeShort('\r' << 8 | '\n');
            for (int i = 0; i < count; i++) {
                out.writeBytes(parts[i]);
                parts[i] = null;
            }
            out.writeShort('\r' << 8 | '\n');
        }
        if (last) {
            out.writeBytes(LAST_CHUNK);
        }
        count = 0;
        bytes = 0;
        return out;
    }

    private static void writeHex(ByteBuf out, int value) {
        int shift = 28 - Integer.numberOfLeadingZeros(value) / 4 * 4;
        for (; shift >= 0; shift -= 4) {
            out.writeByte(HEX[value >>> shift & 0xF]);
        }
    }
}
