package io.tokenweir.common.publish;

import java.nio.file.Path;

/**
 * How much may wait for a broker that does not take it.
 *
 * @param memoryBytes keys and values given to the client and not acknowledged yet
 * @param diskBytes what waits beyond that, in files
 * @param folder for these files; made when the first is written
 */
public record BufferBounds(long memoryBytes, long diskBytes, Path folder) {
    private static final long MIB = 1024 * 1024;

    /** 16 MiB in memory, about 20 s of 300 streams; then up to 2 GiB in a folder. */
    public static BufferBounds in(Path folder) {
        return new BufferBounds(16 * MIB, 2048 * MIB, folder);
    }
}
