package io.tokenweir.protocol.http;

import java.util.Arrays;

/**
 * One line over reads; its end is LF, a CR before it is dropped. A line that lies whole in one read stays where it lies, until
 * {@link #clear}; only what is split over reads is collected.
 */
final class LineBuffer {
    private byte[] kept = new byte[256];
    private byte[] bytes = kept;
    private int offset;
    private int length;
    private boolean whole;

    void clear() {
        bytes = kept;
        offset = 0;
        length = 0;
        whole = false;
    }

    /** Where the line is, from {@link #offset} on. */
    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    boolean isWhole() {
        return whole;
    }

    /** Takes bytes up to and with the next LF; returns the position behind what was taken. */
    int take(byte[] source, int from, int to) {
        int at = from;
        while (at < to && source[at] != '\n') {
            at++;
        }
        whole = at < to;
        if (whole && length == 0) {
            bytes = source;
            offset = from;
            length = at - from;
        } else {
            keep(source, from, at - from);
        }
        if (!whole) {
            return to;
        }
        if (length > 0 && bytes[offset + length - 1] == '\r') {
            length--;
        }
        return at + 1;
    }

    private void keep(byte[] source, int from, int size) {
        if (kept.length - length < size) {
            kept = Arrays.copyOf(kept, Math.max(kept.length * 2, length + size));
            bytes = kept;
        }
        System.arraycopy(source, from, kept, length, size);
        length += size;
    }

    boolean startsWith(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (i >= length || bytes[offset + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
