package io.tokenweir.simulator.engine;

/**
 * Decides when each token of each sequence exists. Pure: time is passed in, nothing sleeps. Not thread-safe.
 *
 * @param <T> what sequences belong to
 */
public interface Engine<T> {
    /** No token is due. */
    long NEVER = Long.MAX_VALUE;

    /** Accepts a sequence at {@code nowNanos}. */
    void submit(Sequence<T> sequence, long nowNanos);

    /** Forgets a sequence whose client has gone. */
    void cancel(Sequence<T> sequence);

    /** When {@link #advance} has to be called next; {@link #NEVER} when nothing is due. */
    long nextDueNanos();

    /** Lets time pass up to {@code nowNanos} and hands every token that became due to {@code tokens}, in order. */
    void advance(long nowNanos, TokenSink<T> tokens);

    /** Sequences accepted and not yet finished. */
    int size();

    /** What it holds at {@code nowNanos}. */
    EngineStats stats(long nowNanos);

    /** Receives tokens as they become due. */
    @FunctionalInterface
    interface TokenSink<T> {
        /** The next token of {@code owner} exists since {@code dueNanos}. */
        void token(T owner, long dueNanos);
    }
}
