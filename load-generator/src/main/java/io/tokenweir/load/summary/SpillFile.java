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
import java.util.ArrayList;
import java.util.List;

/**
 * A temporary file of blocks of equal size. It loses its name as soon as it is made where the system allows that, so that
 * nothing stays behind. Not thread-safe.
 */
final class SpillFile implements AutoCloseable {
    private static final int BLOCK_BYTES = ValueStore.BLOCK * Long.BYTES;
    private static final int BLOCKS_OF_A_MAP = 8_192;

    private final List<LongBuffer> maps = new ArrayList<>();
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private final FileChannel channel;
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

    /** Appends a full block; gives its number. */
    int append(long[] block) {
        bytes.clear();
        bytes.asLongBuffer().put(block);
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, (long) blocks * BLOCK_BYTES + bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The summary's values cannot be written: " + e.getMessage(), e);
        }
        return blocks++;
    }

    /** A block that was written; no more may be appended afterwards. */
    LongBuffer block(int number) {
        int map = number / BLOCKS_OF_A_MAP;
        while (maps.size() <= map) {
            maps.add(mapped(maps.size()));
        }
        return maps.get(map).slice(number % BLOCKS_OF_A_MAP * ValueStore.BLOCK, ValueStore.BLOCK);
    }

    private LongBuffer mapped(int map) {
        long from = (long) map * BLOCKS_OF_A_MAP * BLOCK_BYTES;
        long size = Math.min((long) BLOCKS_OF_A_MAP * BLOCK_BYTES, (long) blocks * BLOCK_BYTES - from);
        try {
            return channel.map(MapMode.READ_ONLY, from, size).asLongBuffer();
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
