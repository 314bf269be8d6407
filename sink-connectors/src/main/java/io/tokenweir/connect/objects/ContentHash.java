package io.tokenweir.connect.objects;

import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * A hash of rows that does not depend on their order: the sum, modulo 2^64, of one hash per row. So the hash of a chain is
 * the sum over its objects, and rows that were sorted, or merged into a bigger file, have the hash they had before.
 *
 * <p>A row is hashed as what Parquet is told of it: names of fields, values, where groups begin and end. What is null is not
 * told, so a column that was added with the value null changes nothing. Not cryptographic: it finds faults, not forgers.
 * Not thread-safe.
 */
final class ContentHash extends RecordConsumer {
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final int GROUP_STARTS = 1;
    private static final int GROUP_ENDS = 2;

    private RecordConsumer next;
    private long row;
    private long sum;
    private long rows;

    /** From now on {@code consumer} is told the same: Parquet has a new one for each row group. */
    void tell(RecordConsumer consumer) {
        next = consumer;
    }

    long sum() {
        return sum;
    }

    long rows() {
        return rows;
    }

    private void take(long value) {
        row = mixed(row ^ value) + SEED;
    }

    /** The finaliser of SplitMix64: every bit of the input changes about half of those that come out. */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    @Override
    public void startMessage() {
        row = SEED;
        if (next != null) {
            next.startMessage();
        }
    }

    @Override
    public void endMessage() {
        sum += mixed(row);
        rows++;
        if (next != null) {
            next.endMessage();
        }
    }

    @Override
    public void startField(String field, int index) {
        take(field.hashCode());
        if (next != null) {
            next.startField(field, index);
        }
    }

    @Override
    public void endField(String field, int index) {
        if (next != null) {
            next.endField(field, index);
        }
    }

    @Override
    public void startGroup() {
        take(GROUP_STARTS);
        if (next != null) {
            next.startGroup();
        }
    }

    @Override
    public void endGroup() {
        take(GROUP_ENDS);
        if (next != null) {
            next.endGroup();
        }
    }

    @Override
    public void addInteger(int value) {
        take(value);
        if (next != null) {
            next.addInteger(value);
        }
    }

    @Override
    public void addLong(long value) {
        take(value);
        if (next != null) {
            next.addLong(value);
        }
    }

    @Override
    public void addBoolean(boolean value) {
        take(value ? 1 : 0);
        if (next != null) {
            next.addBoolean(value);
        }
    }

    @Override
    public void addBinary(Binary value) {
        byte[] bytes = value.getBytesUnsafe();
        take(bytes.length);
        long word = 0;
        for (int i = 0; i < bytes.length; i++) {
            word = word << Byte.SIZE | bytes[i] & 0xFF;
            if (i % Long.BYTES == Long.BYTES - 1) {
                take(word);
                word = 0;
            }
        }
        take(word);
        if (next != null) {
            next.addBinary(value);
        }
    }

    @Override
    public void addFloat(float value) {
        take(Float.floatToRawIntBits(value));
        if (next != null) {
            next.addFloat(value);
        }
    }

    @Override
    public void addDouble(double value) {
        take(Double.doubleToRawLongBits(value));
        if (next != null) {
            next.addDouble(value);
        }
    }
}
