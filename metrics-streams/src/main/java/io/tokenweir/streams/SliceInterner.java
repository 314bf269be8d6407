package io.tokenweir.streams;

import java.util.Arrays;

import io.tokenweir.serde.RecordHash;

/**
 * What was made of some bytes before is found again by comparing the bytes: strings that nearly every record repeats are
 * neither decoded nor hashed anew. Holds so many; then it begins anew. Not thread-safe.
 */
final class SliceInterner<T> {
    private static final int CAPACITY = 4096;
    private static final int SLOTS = 4 * CAPACITY;

    /** Makes the value of bytes not seen before. */
    interface Maker<T> {
        T make(byte[] bytes, int from, int to);
    }

    private record Entry<T>(byte[] slice, T value) {
        boolean is(byte[] bytes, int from, int to) {
            return Arrays.equals(slice, 0, slice.length, bytes, from, to);
        }
    }

    private final Maker<T> maker;
    private final Entry<T>[] entries = newTable();
    private Entry<T> last;
    private int size;

    SliceInterner(Maker<T> maker) {
        this.maker = maker;
    }

    T get(byte[] bytes, int from, int to) {
        if (last != null && last.is(bytes, from, to)) {
            return last.value;
        }
        int slot = (int) RecordHash.of(bytes, from, to - from) & SLOTS - 1;
        while (entries[slot] != null && !entries[slot].is(bytes, from, to)) {
            slot = slot + 1 & SLOTS - 1;
        }
        if (entries[slot] == null) {
            Entry<T> made = new Entry<>(Arrays.copyOfRange(bytes, from, to), maker.make(bytes, from, to));
            if (size == CAPACITY) {
                Arrays.fill(entries, null);
                size = 0;
            }
            // after a new beginning any free slot will do: this one is
            entries[slot] = made;
            size++;
        }
        last = entries[slot];
        return last.value;
    }

    @SuppressWarnings("unchecked") // arrays cannot be of a generic type
    private static <T> Entry<T>[] newTable() {
        return (Entry<T>[]) new Entry<?>[SLOTS];
    }
}
