package io.tokenweir.connect.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The part of protobuf's wire format that remote write and the scrape endpoint need. A growing buffer; one thread. */
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;

    private byte[] buffer = new byte[512];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    void uint64(int field, long value) {
        tag(field, VARINT);
        varint(value);
    }

    void sint64(int field, long value) {
        uint64(field, zigZag(value));
    }

    /** Any NaN is written as the usual one: others have a meaning of their own. */
    void fixed64(int field, double value) {
        fixed64Bits(field, Double.doubleToLongBits(value));
    }

    void fixed64Bits(int field, long bits) {
        tag(field, FIXED64);
        reserve(8);
        for (int i = 0; i < 8; i++) {
            buffer[size++] = (byte) (bits >>> 8 * i);
        }
    }

    /** The value of a sample that is no histogram. */
    void value(int field, Sample sample) {
        if (sample.stale()) {
            fixed64Bits(field, StaleMarker.BITS);
        } else {
            fixed64(field, sample.value());
        }
    }

    void string(int field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        tag(field, BYTES);
        varint(bytes.length);
        raw(bytes, bytes.length);
    }

    void message(int field, ProtoWriter nested) {
        tag(field, BYTES);
        varint(nested.size);
        raw(nested.buffer, nested.size);
    }

    /** A message of its own, with its length before it. */
    void delimited(ProtoWriter message) {
        varint(message.size);
        raw(message.buffer, message.size);
    }

    /** One element of a packed repeated sint64, to be put into a message of its own first. */
    void packedSint64(long value) {
        varint(zigZag(value));
    }

    /** One element of a packed repeated uint32. */
    void packedUint64(long value) {
        varint(value);
    }

    private static long zigZag(long value) {
        return value << 1 ^ value >> 63;
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private void raw(byte[] bytes, int length) {
        reserve(length);
        System.arraycopy(bytes, 0, buffer, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
