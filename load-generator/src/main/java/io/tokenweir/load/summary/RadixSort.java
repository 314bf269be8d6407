package io.tokenweir.load.summary;

import java.util.Arrays;

/**
 * Sorts values that are not negative by their digits, the lowest first (Knuth, "The Art of Computer Programming", volume 3, 5.2.5), in
 * an array that is used again. Digits in which all are equal are passed over: durations of one kind differ in the lower ones only,
 * so three or four passes do, where comparing would take thirteen rounds beside a measured load. Not thread-safe.
 */
final class RadixSort {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final long[] other;
    private final int[] starts = new int[DIGITS];

    /** @param most values at once */
    RadixSort(int most) {
        other = new long[most];
    }

    void sort(long[] values, int count) {
        long same = -1;
        for (int i = 1; i < count; i++) {
            same &= ~(values[i] ^ values[0]);
        }
        long[] from = values;
        long[] to = other;
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if ((~same >>> shift & DIGITS - 1) != 0) {
                pass(from, to, count, shift);
                long[] swap = from;
                from = to;
                to = swap;
            }
        }
        if (from != values) {
            System.arraycopy(from, 0, values, 0, count);
        }
    }

    private void pass(long[] from, long[] to, int count, int shift) {
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            starts[digit(from[i], shift)]++;
        }
        int start = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int size = starts[digit];
            starts[digit] = start;
            start += size;
        }
        for (int i = 0; i < count; i++) {
            to[starts[digit(from[i], shift)]++] = from[i];
        }
    }

    private static int digit(long value, int shift) {
        return (int) (value >>> shift) & DIGITS - 1;
    }
}
