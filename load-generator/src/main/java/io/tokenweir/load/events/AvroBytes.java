package io.tokenweir.load.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Avro's binary encoding (specification 1.12, "Binary Encoding") into a reused array. Not thread-safe. */
final class AvroBytes {
    private static final int MAX_LONG_BYTES = 10;

    private byte[] bytes = new byte[512];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** An int, a long, or the index of an enum's symbol or a union's branch: zig-zag, then base 128. */
    void number(long value) {
        room(MAX_LONG_BYTES);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** A null or a long in a union whose first branch is null; negative stands for null. */
    void optional(long value) {
        if (value < 0) {
            number(0);
        } else {
            number(1);
            number(value);
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8);
    }

    void raw(byte[] encoded) {
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
