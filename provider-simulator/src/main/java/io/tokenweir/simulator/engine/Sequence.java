package io.tokenweir.simulator.engine;

/**
 * One answer in the making, as an engine sees it. Owned by the engine's thread from {@link Engine#submit} until its last
 * token or its cancellation; what the engine found out (cached tokens, instants) may be read after a token was handed over.
 *
 * @param <T> what the sequence belongs to; the engine only hands it back
 */
public final class Sequence<T> {
    private static final long[] NO_BLOCKS = {};

    private final T owner;
    private final int promptTokens;
    private final int outputTokens;
    /** Hashes of the prompt's blocks, each including those before it. */
    final long[] blocks;
    /** Blocks of the prompt that the cache holds for this sequence. */
    int heldBlocks;

    int cachedTokens;
    int prefilled;
    int produced;
    long dueNanos;
    long submittedNanos = -1;
    long startedNanos = -1;
    boolean cancelled;

    public Sequence(T owner, int promptTokens, int outputTokens) {
        this(owner, promptTokens, outputTokens, NO_BLOCKS);
    }

    /**
     * A sequence with a known prompt.
     *
     * @param blocks hashes of the prompt's blocks ({@link PromptBlocks}); not to be changed
     */
    public Sequence(T owner, int promptTokens, int outputTokens, long[] blocks) {
        this.owner = owner;
        this.promptTokens = promptTokens;
        this.outputTokens = outputTokens;
        this.blocks = blocks;
    }

    public T owner() {
        return owner;
    }

    /** Whether there is nothing to generate. */
    public boolean isEmpty() {
        return outputTokens == 0;
    }

    /** Prompt tokens that the prefix cache had. */
    public int cachedTokens() {
        return cachedTokens;
    }

    /** When the engine accepted it. */
    public long submittedNanos() {
        return submittedNanos;
    }

    /** When it got its place; -1 while it waits. */
    public long startedNanos() {
        return startedNanos;
    }

    int promptTokens() {
        return promptTokens;
    }

    int outputTokens() {
        return outputTokens;
    }

    /** Tokens of prompt and answer that the sequence may hold at its end. */
    long footprint() {
        return (long) promptTokens + outputTokens;
    }

    int context() {
        return prefilled + produced;
    }

    boolean decoding() {
        return prefilled == promptTokens;
    }

    boolean finished() {
        return produced >= outputTokens;
    }
}
