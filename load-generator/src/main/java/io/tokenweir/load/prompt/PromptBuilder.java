package io.tokenweir.load.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleToIntFunction;

/**
 * Builds prompts of an exact number of tokens. Equal prefix ids give equal blocks of {@link #BLOCK_TOKENS} tokens, in every
 * run with the same seed, so that a server's prefix cache sees what the recorded server saw.
 *
 * <p>Not for the measured path. The counts follow from {@link WordPool}. Not thread-safe.
 */
public final class PromptBuilder {
    /** Tokens that one prefix id stands for, as in the Mooncake traces. */
    public static final int BLOCK_TOKENS = 512;

    private static final int CACHED_BLOCKS = 4096;
    private static final long PLAIN = 0x9E3779B97F4A7C15L;

    private final WordPool words = new WordPool();
    private final PromptForm form;
    private final long seed;
    private final Map<Long, String> blocks = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > CACHED_BLOCKS;
        }
    };

    public PromptBuilder(PromptForm form, long seed) {
        this.form = form;
        this.seed = seed;
    }

    /** Several different prompts of one length. */
    public List<Prompt> several(int count, int tokens) {
        return several(count, share -> tokens);
    }

    /**
     * Several different prompts whose lengths follow a distribution: they stand at even steps of it, in a seeded order, so
     * that even a few have its percentiles.
     *
     * @param quantile the length that a share of all lengths is below
     */
    public List<Prompt> several(int count, DoubleToIntFunction quantile) {
        int[] order = new int[count];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int tokens = quantile.applyAsInt((order[i] + 0.5) / count);
            String text = words.text(tokens, mix(i));
            prompts.add(Prompt.of(text, tokens, form));
        }
        return prompts;
    }

    /** The user's own texts, each counted. */
    public List<Prompt> written(List<String> texts) {
        return texts.stream().map(text -> Prompt.of(text, count(text), form)).toList();
    }

    /** A prompt that shares nothing with others on purpose; equal numbers give equal prompts. */
    public Prompt unique(long number, int tokens) {
        return Prompt.of(words.text(tokens, mix(PLAIN ^ number)), tokens, form);
    }

    /** A prompt whose first blocks are those of the prefix ids; the last one is cut to the length. */
    public Prompt withPrefixes(long[] prefixIds, int tokens, long number) {
        StringBuilder text = new StringBuilder(tokens * 6);
        int built = 0;
        for (int i = 0; i < prefixIds.length && built + BLOCK_TOKENS <= tokens; i++) {
            text.append(block(prefixIds[i]));
            built += BLOCK_TOKENS;
        }
        if (built < tokens) {
            int block = built / BLOCK_TOKENS;
            long rest = block < prefixIds.length ? mix(prefixIds[block]) : mix(PLAIN ^ number);
            text.append(words.text(tokens - built, rest));
        }
        return Prompt.of(text.toString(), tokens, form);
    }

    /** Tokens of a text by the tokenizer. */
    public int count(String text) {
        return Tokenizer.count(text);
    }

    private String block(long id) {
        return blocks.computeIfAbsent(id, key -> words.text(BLOCK_TOKENS, mix(key)));
    }

    private long mix(long value) {
        long z = value * PLAIN + seed;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
