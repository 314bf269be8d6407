package io.tokenweir.load.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import io.tokenweir.common.publish.OutboundEvent;
import io.tokenweir.serde.RecordHash;

/** Avro's binary encoding (specification 1.12, "Binary Encoding") into a reused array. Not thread-safe. */
final class AvroBytes {
    private static final int MAX_LONG_BYTES = 10;

    private byte[] bytes = new byte[512];
    private int length;

    void clear() {
        length = 0;
    }

    /** Gives an event all of it as its value. */
    OutboundEvent into(OutboundEvent event, String topic, int partition, byte[] key) {
        return event.set(topic, partition, key, bytes, length);
    }

    long hash() {
        return RecordHash.of(bytes, 0, length);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** An int, a long, or the index of an enum's symbol or a union's branch: zig-zag, then base 128. */
    void number(long value) {
        room(MAX_LONG_BYTES);
        length = number(value, bytes, length);
    }

    /** The first so many, one after the other. */
    void numbers(long[] values, int count) {
        room(count * MAX_LONG_BYTES);
        byte[] out = bytes;
        int at = length;
        for (int i = 0; i < count; i++) {
            at = number(values[i], out, at);
        }
        length = at;
    }

    private static int number(long value, byte[] out, int from) {
        int at = from;
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            out[at++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        return at;
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

    /** A null or a long in a union whose first branch is null. */
    void optionalNumber(Long value) {
        number(value == null ? 0 : 1);
        if (value != null) {
            number(value);
        }
    }

    void flag(boolean value) {
        room(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    /** A null or a string in a union whose first branch is null. */
    void optionalText(String text) {
        if (text == null) {
            number(0);
        } else {
            number(1);
            text(text);
        }
    }

    /** The same of a string that is encoded already. */
    void optionalUtf8(byte[] text) {
        if (text == null) {
            number(0);
        } else {
            number(1);
            number(text.length);
            raw(text);
        }
    }

    void texts(Map<String, String> map) {
        if (!map.isEmpty()) {
            number(map.size());
            map.forEach((key, value) -> {
                text(key);
                text(value);
            });
        }
        number(0);
    }

    void counts(Map<String, Long> map) {
        if (!map.isEmpty()) {
            number(map.size());
            map.forEach((key, value) -> {
                text(key);
                number(value);
            });
        }
        number(0);
    }

    void text(String text) {
        int before = length;
        int size = text.length();
        number(size);
        room(size);
        byte[] out = bytes;
        int at = length;
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length = before;
                encoded(text);
                return;
            }
            out[at + i] = (byte) c;
        }
        length = at + size;
    }

    private void encoded(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8);
    }

    void raw(byte[] encoded) {
        raw(encoded, encoded.length);
    }

    void raw(AvroBytes other) {
        raw(other.bytes, other.length);
    }

    private void raw(byte[] encoded, int size) {
        room(size);
        System.arraycopy(encoded, 0, bytes, length, size);
        length += size;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
