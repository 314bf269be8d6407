package io.tokenweir.simulator.engine;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

import io.tokenweir.simulator.config.EngineConfig;

/**
 * A plain schedule: a time to the first token, then one token per gap. Both are stretched by a factor that grows
 * linearly from 1 with one running sequence to {@code timeFactorUnderLoad} with all places taken, and by Gaussian jitter
 * that is cut at 70 % of the mean. Parameters as llm-d-inference-sim defines them.
 */
public final class FixedEngine<T> implements Engine<T> {
    private static final double JITTER_BOUND = 0.7;

    private final EngineConfig config;
    private final RandomGenerator random;
    private final PriorityQueue<Sequence<T>> running =
            new PriorityQueue<>(Comparator.comparingLong((Sequence<T> s) -> s.dueNanos));
    private final ArrayDeque<Sequence<T>> waiting = new ArrayDeque<>();

    public FixedEngine(EngineConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    @Override
    public void submit(Sequence<T> sequence, long nowNanos) {
        if (running.size() < config.maxSequences()) {
            start(sequence, nowNanos);
        } else {
            waiting.add(sequence);
        }
    }

    @Override
    public void cancel(Sequence<T> sequence) {
        sequence.cancelled = true;
        waiting.remove(sequence);
        // The place of a running one is freed when its next token would have been due.
    }

    @Override
    public long nextDueNanos() {
        Sequence<T> next = running.peek();
        return next == null ? NEVER : next.dueNanos;
    }

    @Override
    public void advance(long nowNanos, TokenSink<T> tokens) {
        for (Sequence<T> next = running.peek(); next != null && next.dueNanos <= nowNanos; next = running.peek()) {
            running.poll();
            long due = next.dueNanos;
            if (!next.cancelled) {
                next.produced++;
                tokens.token(next.owner(), due);
            }
            if (next.cancelled || next.finished()) {
                startWaiting(due);
            } else {
                next.dueNanos = due + stretched(config.interTokenMillis());
                running.add(next);
            }
        }
    }

    @Override
    public int size() {
        return running.size() + waiting.size();
    }

    private void startWaiting(long nowNanos) {
        Sequence<T> first = waiting.poll();
        if (first != null) {
            start(first, nowNanos);
        }
    }

    private void start(Sequence<T> sequence, long nowNanos) {
        sequence.dueNanos = nowNanos + stretched(config.ttftMillis());
        running.add(sequence);
    }

    private long stretched(double millis) {
        double load = config.maxSequences() <= 1 ? 0 : Math.min(1, running.size() / (config.maxSequences() - 1.0));
        double factor = 1 + (config.timeFactorUnderLoad() - 1) * load;
        double noise = config.jitter() == 0 ? 0 : config.jitter() * random.nextGaussian();
        double bounded = Math.max(-JITTER_BOUND, Math.min(JITTER_BOUND, noise));
        return Math.round(millis * factor * (1 + bounded) * 1e6);
    }
}
