package io.tokenweir.simulator.serve;

import io.tokenweir.simulator.answer.TokenCounter;
import io.tokenweir.simulator.api.ServedRequest;
import io.tokenweir.simulator.config.PrefixCacheConfig;
import io.tokenweir.simulator.engine.PromptBlocks;

/** Counts the tokens of prompts, and cuts prompts into the blocks of the prefix cache. Any thread. */
final class Prompts {
    private static final long[] NO_BLOCKS = {};

    private final TokenCounter counter = new TokenCounter();
    private volatile boolean warm;

    /** The vocabulary takes half a second to load; the first request should not pay for it. */
    void warmUp() {
        counter.count("warm");
        warm = true;
    }

    /** Whether the vocabulary is there. */
    boolean areWarm() {
        return warm;
    }

    /** Tokens of the messages' content alone. */
    int contentTokens(ServedRequest request) {
        return request.texts().stream().mapToInt(counter::count).sum();
    }

    /** The prompt's blocks: what the format adds is spread over the texts, in front of each. */
    long[] blocks(ServedRequest request, PrefixCacheConfig cache) {
        if (!cache.isOn()) {
            return NO_BLOCKS;
        }
        PromptBlocks blocks = new PromptBlocks(cache.blockTokens());
        int texts = Math.max(1, request.texts().size());
        for (String text : request.texts()) {
            for (int i = 0; i < request.formatTokens() / texts; i++) {
                blocks.add(-1 - i);
            }
            counter.tokens(text, blocks::add);
        }
        return blocks.hashes();
    }
}
