package io.tokenweir.protocol.http;

import java.util.Arrays;

/** Collects one line over reads; its end is LF, a CR before it is dropped. */
final class LineBuffer {
    private byte[] bytes = new byte[256];
    private int length;
    private boolean whole;

    void clear() {
        length = 0;
        whole = false;
    }

    byte[] bytes() {
        return bytes;
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
        int size = at - from;
        if (bytes.length - length < size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + size));
        }
        System.arraycopy(source, from, bytes, length, size);
        length += size;
        if (at == to) {
            return to;
        }
        whole = true;
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        return at + 1;
    }

    boolean startsWith(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (i >= length || bytes[i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
