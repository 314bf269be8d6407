package io.tokenweir.simulator.engine;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

import io.tokenweir.simulator.config.EngineConfig;

/**
 * What stands before the servers of a model: a log-normal delay for network and edge, then the balancer, which gives the
 * request to the replica with the fewest sequences.
 */
public final class DelayedFront<T> implements Engine<T> {
    private final EngineConfig config;
    private final RandomGenerator random;
    private final List<? extends Engine<T>> replicas;
    private final PriorityQueue<Sequence<T>> arriving =
            new PriorityQueue<>(Comparator.comparingLong((Sequence<T> s) -> s.dueNanos));

    public DelayedFront(EngineConfig config, RandomGenerator random, List<? extends Engine<T>> replicas) {
        this.config = config;
        this.random = random;
        this.replicas = List.copyOf(replicas);
    }

    @Override
    public void submit(Sequence<T> sequence, long nowNanos) {
        sequence.submittedNanos = nowNanos;
        double millis = config.frontMillis() * Math.exp(config.frontSigma() * random.nextGaussian());
        sequence.dueNanos = nowNanos + Math.round(millis * 1e6);
        arriving.add(sequence);
    }

    @Override
    public void cancel(Sequence<T> sequence) {
        arriving.remove(sequence);
        replicas.forEach(replica -> replica.cancel(sequence));
    }

    @Override
    public long nextDueNanos() {
        long next = arriving.isEmpty() ? NEVER : arriving.peek().dueNanos;
        for (Engine<T> replica : replicas) {
            next = Math.min(next, replica.nextDueNanos());
        }
        return next;
    }

    @Override
    public void advance(long nowNanos, TokenSink<T> tokens) {
        for (Sequence<T> next = arriving.peek(); next != null && next.dueNanos <= nowNanos; next = arriving.peek()) {
            arriving.poll();
            leastLoaded().submit(next, next.dueNanos);
        }
        for (Engine<T> replica : replicas) {
            replica.advance(nowNanos, tokens);
        }
    }

    @Override
    public int size() {
        int size = arriving.size();
        for (Engine<T> replica : replicas) {
            size += replica.size();
        }
        return size;
    }

    @Override
    public EngineStats stats(long nowNanos) {
        EngineStats all = null;
        for (Engine<T> replica : replicas) {
            EngineStats one = replica.stats(nowNanos);
            all = all == null ? one : all.plus(one);
        }
        return all.withWaiting(arriving.size());
    }

    private Engine<T> leastLoaded() {
        Engine<T> best = replicas.get(0);
        for (Engine<T> replica : replicas) {
            best = replica.size() < best.size() ? replica : best;
        }
        return best;
    }
}
