package io.tokenweir.connect.prometheus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads protobuf without knowing its schema: field number → values (Long for varints, Double for fixed64, or bytes). */
final class ProtoReader {
    private final ByteBuffer in;

    private ProtoReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Map<Integer, List<Object>> read(byte[] bytes) {
        ProtoReader reader = new ProtoReader(bytes);
        Map<Integer, List<Object>> fields = new TreeMap<>();
        while (reader.in.hasRemaining()) {
            long tag = reader.varint();
            Object value = switch ((int) tag & 7) {
                case 0 -> reader.varint();
                case 1 -> reader.in.getDouble();
                case 2 -> reader.bytes();
                default -> throw new IllegalArgumentException("wire type of tag " + tag);
            };
            fields.computeIfAbsent((int) (tag >>> 3), field -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    /** Messages that have their lengths before them. */
    static List<Map<Integer, List<Object>>> delimited(byte[] bytes) {
        ProtoReader reader = new ProtoReader(bytes);
        List<Map<Integer, List<Object>>> messages = new ArrayList<>();
        while (reader.in.hasRemaining()) {
            messages.add(read(reader.bytes()));
        }
        return messages;
    }

    static List<Long> packedSint64(Object bytes) {
        ProtoReader reader = new ProtoReader((byte[]) bytes);
        List<Long> values = new ArrayList<>();
        while (reader.in.hasRemaining()) {
            values.add(signed(reader.varint()));
        }
        return values;
    }

    static long signed(Object zigZag) {
        long value = (Long) zigZag;
        return value >>> 1 ^ -(value & 1);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[(int) varint()];
        in.get(bytes);
        return bytes;
    }
}
