package io.tokenweir.streams;

/**
 * Reads Avro's binary encoding (specification 1.12, "Binary Encoding") in place. What is cut off, overlong or out of range
 * does not throw but makes {@link #failed} true, once and for all of these bytes: then somebody else is to look. Not
 * thread-safe.
 */
final class AvroCursor {
    private static final int MAX_INT_BYTES = 5;

    private byte[] bytes;
    private int position;
    private boolean failed;

    void begin(byte[] source, int from) {
        bytes = source;
        position = from;
        failed = false;
    }

    int position() {
        return position;
    }

    int remaining() {
        return bytes.length - position;
    }

    /** What was read is nothing for whoever reads here. */
    void fail() {
        failed = true;
    }

    boolean failed() {
        return failed;
    }

    /** All was read, and nothing failed. */
    boolean isAtEnd() {
        return !failed && position == bytes.length;
    }

    /** A long. */
    long number() {
        long raw = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position >= bytes.length) {
                break;
            }
            byte next = bytes[position++];
            raw |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return raw >>> 1 ^ -(raw & 1);
            }
        }
        failed = true;
        return 0;
    }

    /** An int. */
    int integer() {
        int begin = position;
        long value = number();
        failed |= value != (int) value || position - begin > MAX_INT_BYTES;
        return (int) value;
    }

    /** The index of an enum's symbol or a union's branch, of which there are {@code choices}. */
    int choice(int choices) {
        int value = integer();
        if (value < 0 || value >= choices) {
            failed = true;
            return 0;
        }
        return value;
    }

    /** The length of the one block of an array, or 0 for an empty one. A block with its size in bytes fails. */
    int block() {
        long count = number();
        if (count < 0 || count > remaining()) {
            failed = true;
            return 0;
        }
        return (int) count;
    }

    /** No further block follows. */
    void endOfArray(int count) {
        failed |= count > 0 && number() != 0;
    }

    /** A string, of {@code longest} bytes at most. */
    void skipText(int longest) {
        long length = number();
        if (length < 0 || length > Math.min(longest, remaining())) {
            failed = true;
        } else {
            position += (int) length;
        }
    }
}
