package io.tokenweir.load.summary;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * {@link Tagged} values, sorted and packed without loss: about two bytes a value where they resemble each other. Pure but for what
 * {@link Packer} keeps between two calls.
 *
 * <p>Seconds are told as distances from the smallest, in as few bits as the largest distance needs, below the nanoseconds; that
 * keeps the order. 64 neighbours of the sorted values make a frame, which has its first value and, in as many bits as the last
 * one needs, how far each is above that (frame of reference: Goldstein, Ramakrishnan and Shaft, "Compressing relations and
 * indexes", 1998). Sorted values lie close together, so these bits are few; and any value is found in one step, which the
 * binary search of the percentiles needs.
 *
 * <p>Layout, in 64-bit words: count of values; smallest second, and bits of a distance above it; two words for each frame (its
 * first value; where its bits begin, and below that how many a value has); the bits, lowest first.
 */
final class SortedBlock implements SortedValues {
    private static final int FRAME = 64;
    private static final int FRAME_SHIFT = 6;
    private static final int HEAD_WORDS = 2;
    private static final int FRAME_WORDS = 2;
    private static final int WIDTH_BITS = 7;
    private static final long WIDTH_MASK = (1 << WIDTH_BITS) - 1;

    private final LongBuffer words;
    private final int count;
    private final int firstSecond;
    private final int secondBits;

    /** @param words of one block, from 0 */
    SortedBlock(LongBuffer words) {
        this.words = words;
        this.count = (int) words.get(0);
        this.firstSecond = (int) (words.get(1) >>> WIDTH_BITS);
        this.secondBits = (int) (words.get(1) & WIDTH_MASK);
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public long at(long index) {
        int at = (int) index;
        int frame = HEAD_WORDS + FRAME_WORDS * (at >>> FRAME_SHIFT);
        long where = words.get(frame + 1);
        int width = (int) (where & WIDTH_MASK);
        long value = words.get(frame)
                + (width == 0 ? 0 : bits((int) (where >>> WIDTH_BITS), (at & FRAME - 1) * width, width));
        long second = firstSecond + (value & (1L << secondBits) - 1);
        return Tagged.of(value >>> secondBits, (int) second);
    }

    private long bits(int from, int bit, int width) {
        int word = from + (bit >>> 6);
        int shift = bit & 63;
        long value = words.get(word) >>> shift;
        if (shift + width > Long.SIZE) {
            value |= words.get(word + 1) << Long.SIZE - shift;
        }
        return value & -1L >>> Long.SIZE - width;
    }

    /** Packs blocks one after the other. Not thread-safe. */
    static final class Packer {
        private final RadixSort sort;
        private final long[] words;
        private int length;

        /** @param most values of a block */
        Packer(int most) {
            int frames = (most + FRAME - 1) / FRAME;
            sort = new RadixSort(most);
            words = new long[HEAD_WORDS + frames * (FRAME_WORDS + FRAME)];
        }

        /** Packs the first so many values, and leaves the array in disorder; the result is in {@link #words}. */
        void pack(long[] tagged, int count) {
            int firstSecond = Integer.MAX_VALUE;
            int lastSecond = 0;
            for (int i = 0; i < count; i++) {
                int second = Tagged.second(tagged[i]);
                firstSecond = Math.min(firstSecond, second);
                lastSecond = Math.max(lastSecond, second);
            }
            int secondBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, lastSecond - firstSecond));
            for (int i = 0; i < count; i++) {
                tagged[i] = Tagged.nanos(tagged[i]) << secondBits | Tagged.second(tagged[i]) - firstSecond;
            }
            sort.sort(tagged, count);
            write(tagged, count, (long) firstSecond << WIDTH_BITS | secondBits);
        }

        private void write(long[] sorted, int count, long seconds) {
            words[0] = count;
            words[1] = seconds;
            int frames = (count + FRAME - 1) / FRAME;
            length = HEAD_WORDS + frames * FRAME_WORDS;
            for (int frame = 0; frame < frames; frame++) {
                int from = frame * FRAME;
                int to = Math.min(count, from + FRAME);
                long base = sorted[from];
                int width = Long.SIZE - Long.numberOfLeadingZeros(sorted[to - 1] - base);
                int head = HEAD_WORDS + FRAME_WORDS * frame;
                words[head] = base;
                words[head + 1] = (long) length << WIDTH_BITS | width;
                // 64 values of so many bits are as many words
                Arrays.fill(words, length, length + width, 0);
                for (int i = from, bit = 0; i < to; i++, bit += width) {
                    put(sorted[i] - base, length + (bit >>> 6), bit & 63, width);
                }
                length += width;
            }
        }

        private void put(long value, int word, int shift, int width) {
            words[word] |= value << shift;
            if (shift + width > Long.SIZE) {
                words[word + 1] |= value >>> Long.SIZE - shift;
            }
        }

        /** Of the block that was packed last, the first {@link #length} count; until the next is packed. */
        long[] words() {
            return words;
        }

        int length() {
            return length;
        }

        /** A block of its own. */
        SortedBlock toBlock() {
            return new SortedBlock(LongBuffer.wrap(Arrays.copyOf(words, length)));
        }
    }
}
