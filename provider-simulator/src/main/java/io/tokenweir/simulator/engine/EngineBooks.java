package io.tokenweir.simulator.engine;

import io.tokenweir.simulator.config.EngineConfig;

/** What one server holds and has done: its memory, its busy time, its tokens. Not thread-safe. */
final class EngineBooks<T> {
    final KvPool memory;
    final BusyMeter busy = new BusyMeter();
    private final EngineConfig config;
    private long promptTokens;
    private long generatedTokens;
    private long queriedTokens;
    private long hitTokens;

    EngineBooks(EngineConfig config) {
        this.config = config;
        memory = new KvPool(config.kvTokens(), config.prefixCache());
    }

    /** A sequence got its place. */
    void started(Sequence<T> sequence, long nowNanos) {
        sequence.startedNanos = nowNanos;
        queriedTokens += config.prefixCache().isOn() ? sequence.promptTokens() : 0;
        hitTokens += sequence.cachedTokens;
    }

    /** The next token of a sequence exists since {@code dueNanos}. */
    void produce(Sequence<T> sequence, long dueNanos, Engine.TokenSink<T> tokens) {
        promptTokens += sequence.produced == 0 ? sequence.promptTokens() : 0;
        generatedTokens++;
        sequence.produced++;
        tokens.token(sequence.owner(), dueNanos);
    }

    EngineStats stats(int running, int waiting, long nowNanos) {
        return new EngineStats(
                1,
                running,
                waiting,
                memory.usedTokens(),
                config.kvTokens(),
                busy.share(nowNanos),
                busy.totalNanos(nowNanos),
                promptTokens,
                generatedTokens,
                queriedTokens,
                hitTokens);
    }
}
