package io.tokenweir.simulator.engine;

import java.util.Arrays;

/**
 * Cuts a prompt into blocks of tokens and gives each a hash that includes those of all blocks before it, so that equal
 * hashes mean equal beginnings. A last block that is not full has none: nobody could find it again. Not thread-safe.
 */
public final class PromptBlocks {
    private final int blockTokens;
    private long[] hashes = new long[16];
    private int count;
    private int inBlock;
    private long hash = 0x9E3779B97F4A7C15L;

    /** @param blockTokens at least 1 */
    public PromptBlocks(int blockTokens) {
        this.blockTokens = blockTokens;
    }

    /** The next token of the prompt, or any other number that stands for a part of it. */
    public void add(int token) {
        hash = mix(hash ^ token);
        if (++inBlock == blockTokens) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * count);
            }
            hashes[count++] = hash;
            inBlock = 0;
        }
    }

    /** The hashes of all full blocks. */
    public long[] hashes() {
        return Arrays.copyOf(hashes, count);
    }

    private static long mix(long z) {
        long x = z + 0x9E3779B97F4A7C15L;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
