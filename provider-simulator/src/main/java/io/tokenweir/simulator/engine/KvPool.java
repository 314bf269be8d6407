package io.tokenweir.simulator.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.tokenweir.simulator.config.PrefixCacheConfig;

/**
 * The memory of one server for context tokens, and the prompt beginnings it remembers in what is left, as paged attention
 * has it: a full block of a prompt stays after its sequence has ended until the room is needed, the least recently used
 * first; a block that running sequences share is held once. Not thread-safe.
 */
final class KvPool {
    private final long capacity;
    private final PrefixCacheConfig config;
    /** Blocks by hash, the least recently used first, with the number of running sequences that hold each. */
    private final LinkedHashMap<Long, Integer> blocks = new LinkedHashMap<>(16, 0.75f, true);

    private long privateTokens;
    private int pinnedBlocks;

    KvPool(long capacity, PrefixCacheConfig config) {
        this.capacity = capacity;
        this.config = config;
    }

    /**
     * Takes room for all that {@code sequence} may hold at its end, less what is cached, which then counts as prefilled.
     *
     * @param force whether it gets in although there is no room, because nothing else runs
     */
    boolean admit(Sequence<?> sequence, boolean force) {
        int hits = hits(sequence);
        int newlyPinned = 0;
        for (int i = 0; i < hits; i++) {
            newlyPinned += blocks.get(sequence.blocks[i]) == 0 ? 1 : 0;
        }
        long need = sequence.footprint() - (long) hits * config.blockTokens();
        long held = privateTokens + (long) (pinnedBlocks + newlyPinned) * config.blockTokens();
        if (!force && held + need > capacity) {
            return false;
        }
        for (int i = 0; i < hits; i++) {
            blocks.merge(sequence.blocks[i], 1, Integer::sum);
        }
        pinnedBlocks += newlyPinned;
        privateTokens += need;
        sequence.heldBlocks = hits;
        sequence.cachedTokens = hits * config.blockTokens();
        sequence.prefilled = sequence.cachedTokens;
        evict();
        return true;
    }

    /** Makes the blocks that {@code sequence} has prefilled since the last call known to others. */
    void publish(Sequence<?> sequence) {
        while (sequence.heldBlocks < sequence.blocks.length
                && (sequence.heldBlocks + 1) * config.blockTokens() <= sequence.prefilled) {
            Integer holders = blocks.get(sequence.blocks[sequence.heldBlocks]);
            // Computed twice at the same time: both hold one from now on.
            pinnedBlocks += holders == null || holders == 0 ? 1 : 0;
            blocks.put(sequence.blocks[sequence.heldBlocks], holders == null ? 1 : holders + 1);
            privateTokens -= config.blockTokens();
            sequence.heldBlocks++;
        }
    }

    /** {@code sequence} has ended: its own room is free, and its blocks are kept as long as nobody needs theirs. */
    void release(Sequence<?> sequence) {
        // The last one first: the beginning of a prompt is worth more than its end, and outlives it.
        for (int i = sequence.heldBlocks - 1; i >= 0; i--) {
            pinnedBlocks -= blocks.merge(sequence.blocks[i], -1, Integer::sum) == 0 ? 1 : 0;
        }
        privateTokens -= sequence.footprint() - (long) sequence.heldBlocks * config.blockTokens();
        sequence.heldBlocks = 0;
    }

    /** Tokens that running sequences hold or have reserved. */
    long usedTokens() {
        return privateTokens + (long) pinnedBlocks * config.blockTokens();
    }

    /** Blocks at the beginning of the prompt that are cached; the last token is always computed. */
    private int hits(Sequence<?> sequence) {
        if (!config.isOn()) {
            return 0;
        }
        int hits = 0;
        while (hits < sequence.blocks.length
                && (hits + 1) * config.blockTokens() < sequence.promptTokens()
                && blocks.containsKey(sequence.blocks[hits])) {
            hits++;
        }
        return hits * config.blockTokens() >= config.minTokens() ? hits : 0;
    }

    private void evict() {
        long over = usedTokens() + (long) (blocks.size() - pinnedBlocks) * config.blockTokens() - capacity;
        Iterator<Map.Entry<Long, Integer>> oldest = blocks.entrySet().iterator();
        while (over > 0 && oldest.hasNext()) {
            if (oldest.next().getValue() == 0) {
                oldest.remove();
                over -= config.blockTokens();
            }
        }
    }
}
