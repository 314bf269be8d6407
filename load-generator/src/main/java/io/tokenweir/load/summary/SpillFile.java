package io.tokenweir.load.summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A temporary file of blocks of words. It loses its name as soon as it is made where the system allows that, so that nothing
 * stays behind. Not thread-safe.
 */
final class SpillFile implements AutoCloseable {
    /** Words that are mapped at once; no block lies across two of these. */
    private static final int MAP_WORDS = 1 << 26;

    private final FileChannel channel;
    private ByteBuffer bytes = ByteBuffer.allocateDirect(64 * 1024);
    private LongBuffer[] maps = {};
    /** Where each block begins, in words; and, after the last, where the next may begin. */
    private long[] starts = new long[16];

    private int[] lengths = new int[16];
    private int blocks;

    SpillFile() {
        try {
            Path path = Files.createTempFile("weir-values", ".bin");
            channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary file can be made for the summary: " + e.getMessage(), e);
        }
    }

    /** Appends a block of so many words; gives its number. */
    int append(long[] words, int length) {
        if (blocks + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            lengths = Arrays.copyOf(lengths, 2 * lengths.length);
        }
        if (starts[blocks] / MAP_WORDS != (starts[blocks] + length - 1) / MAP_WORDS) {
            starts[blocks] = (starts[blocks] / MAP_WORDS + 1) * MAP_WORDS;
        }
        write(words, length, starts[blocks] * Long.BYTES);
        lengths[blocks] = length;
        starts[blocks + 1] = starts[blocks] + length;
        return blocks++;
    }

    private void write(long[] words, int length, long from) {
        if (bytes.capacity() < length * Long.BYTES) {
            bytes = ByteBuffer.allocateDirect(length * Long.BYTES);
        }
        bytes.clear().limit(length * Long.BYTES);
        bytes.asLongBuffer().put(words, 0, length);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, from + bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The summary's values cannot be written: " + e.getMessage(), e);
        }
    }

    /** A block that was written; no more may be appended afterwards. */
    LongBuffer block(int number) {
        int map = (int) (starts[number] / MAP_WORDS);
        if (maps.length <= map) {
            maps = Arrays.copyOf(maps, (int) (starts[blocks] / MAP_WORDS) + 1);
        }
        if (maps[map] == null) {
            maps[map] = mapped(map);
        }
        return maps[map].slice((int) (starts[number] % MAP_WORDS), lengths[number]);
    }

    private LongBuffer mapped(int map) {
        long from = (long) map * MAP_WORDS;
        long size = Math.min(MAP_WORDS, starts[blocks] - from);
        try {
            return channel.map(MapMode.READ_ONLY, from * Long.BYTES, size * Long.BYTES)
                    .asLongBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException("The summary's values cannot be read back: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The summary's temporary file cannot be closed: " + e.getMessage(), e);
        }
    }
}
