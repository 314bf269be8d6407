package io.tokenweir.simulator.truth;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest lines of a log, as bytes in blocks that are used again. Objects would live for thousands of requests, be copied
 * by every young collection until they are old, and fill the old generation: a full collection each quarter of a minute, and
 * everything waits for it. Not thread-safe.
 */
final class RecentLines {
    private static final int BLOCK_BYTES = 1 << 18;

    private final int kept;
    private final ArrayDeque<Block> blocks = new ArrayDeque<>();
    private Block spare;
    private int count;

    /** @param kept how many lines; a block leaves when all of its lines are older */
    RecentLines(int kept) {
        this.kept = kept;
    }

    void add(byte[] line, int length) {
        Block last = blocks.peekLast();
        if (last == null || !last.hasRoom(length)) {
            last = fresh(length);
            blocks.add(last);
        }
        last.add(line, length);
        count++;
        if (count - blocks.element().lines >= kept) {
            Block oldest = blocks.remove();
            count -= oldest.lines;
            spare = oldest.emptied();
        }
    }

    private Block fresh(int length) {
        Block used = spare;
        spare = null;
        return used != null && used.hasRoom(length) ? used : new Block(Math.max(BLOCK_BYTES, length));
    }

    /** The newest lines, oldest first. */
    List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>(count);
        blocks.forEach(block -> block.copyTo(lines));
        return lines.subList(Math.max(0, count - kept), count);
    }

    void clear() {
        blocks.clear();
        count = 0;
    }

    /** Lines, one behind the other. */
    private static final class Block {
        private final byte[] bytes;
        private int[] ends = new int[256];
        private int lines;

        Block(int size) {
            bytes = new byte[size];
        }

        private int end() {
            return lines == 0 ? 0 : ends[lines - 1];
        }

        boolean hasRoom(int length) {
            return bytes.length - end() >= length;
        }

        void add(byte[] line, int length) {
            int begin = end();
            System.arraycopy(line, 0, bytes, begin, length);
            ends = lines == ends.length ? Arrays.copyOf(ends, 2 * lines) : ends;
            ends[lines++] = begin + length;
        }

        void copyTo(List<byte[]> all) {
            int begin = 0;
            for (int i = 0; i < lines; i++) {
                all.add(Arrays.copyOfRange(bytes, begin, ends[i]));
                begin = ends[i];
            }
        }

        Block emptied() {
            lines = 0;
            return this;
        }
    }

    /** Takes one line at a time, in an array that is used again. */
    static final class Line extends ByteArrayOutputStream {
        Line() {
            super(1 << 12);
        }

        /** The bytes, of which {@link #size()} count. */
        byte[] bytes() {
            return buf;
        }
    }
}
