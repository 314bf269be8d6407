package io.tokenweir.simulator.engine;

/**
 * One answer in the making, as an engine sees it. Owned by the engine's thread from {@link Engine#submit} until its last
 * token or its cancellation.
 *
 * @param <T> what the sequence belongs to; the engine only hands it back
 */
public final class Sequence<T> {
    private final T owner;
    private final int promptTokens;
    private final int outputTokens;
    int prefilled;
    int produced;
    long dueNanos;
    boolean cancelled;

    public Sequence(T owner, int promptTokens, int outputTokens) {
        this.owner = owner;
        this.promptTokens = promptTokens;
        this.outputTokens = outputTokens;
    }

    public T owner() {
        return owner;
    }

    /** Whether there is nothing to generate. */
    public boolean isEmpty() {
        return outputTokens == 0;
    }

    int promptTokens() {
        return promptTokens;
    }

    /** Tokens of prompt and answer that the sequence may hold at its end. */
    long footprint() {
        return (long) promptTokens + outputTokens;
    }

    int context() {
        return prefilled + produced;
    }

    boolean finished() {
        return produced >= outputTokens;
    }
}
