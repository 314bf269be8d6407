package io.tokenweir.simulator.engine;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

import io.tokenweir.simulator.config.TailConfig;

/**
 * Holds tokens back after an engine has timed them, as the way from a server to its clients does: a share of the streams
 * stalls once, somewhere after the first token, and then everything that was due comes at once; and tokens leave in groups
 * of one to {@code coalesceTokens}. A stream's order and number of tokens stay what they were.
 */
final class HeldBack<T> implements Engine<T> {
    private static final class Stream<T> {
        final T owner;
        final int tokens;
        /** The token before which the stream stalls; -1: it does not. */
        final int stallBefore;

        final long stallNanos;
        int held;
        int seen;
        int group;
        long freeNanos = Long.MIN_VALUE;
        boolean stalled;

        Stream(Sequence<T> sequence, TailConfig tail, RandomGenerator random) {
            owner = sequence.owner();
            tokens = sequence.outputTokens();
            boolean stalls = tokens > 1 && random.nextDouble() < tail.stallShare();
            stallBefore = stalls ? 1 + random.nextInt(tokens - 1) : -1;
            stallNanos = Math.round(
                    (tail.stallMinMillis() + random.nextDouble() * (tail.stallMaxMillis() - tail.stallMinMillis()))
                            * 1e6);
        }
    }

    private final Engine<T> engine;
    private final TailConfig tail;
    private final RandomGenerator random;
    private final Map<T, Stream<T>> streams = new IdentityHashMap<>();
    private final PriorityQueue<Stream<T>> stalled =
            new PriorityQueue<>(Comparator.comparingLong((Stream<T> s) -> s.freeNanos));

    HeldBack(Engine<T> engine, TailConfig tail, RandomGenerator random) {
        this.engine = engine;
        this.tail = tail;
        this.random = random;
    }

    @Override
    public void submit(Sequence<T> sequence, long nowNanos) {
        Stream<T> stream = new Stream<>(sequence, tail, random);
        if (stream.tokens > 0) {
            streams.put(sequence.owner(), stream);
        }
        engine.submit(sequence, nowNanos);
    }

    @Override
    public void cancel(Sequence<T> sequence) {
        Stream<T> stream = streams.remove(sequence.owner());
        if (stream != null) {
            stalled.remove(stream);
        }
        engine.cancel(sequence);
    }

    @Override
    public long nextDueNanos() {
        return Math.min(engine.nextDueNanos(), stalled.isEmpty() ? NEVER : stalled.peek().freeNanos);
    }

    @Override
    public void advance(long nowNanos, TokenSink<T> tokens) {
        engine.advance(nowNanos, (owner, due) -> hold(streams.get(owner), due, tokens));
        for (Stream<T> next = stalled.peek(); next != null && next.freeNanos <= nowNanos; next = stalled.peek()) {
            stalled.poll();
            next.stalled = false;
            release(next, next.freeNanos, tokens);
        }
    }

    @Override
    public int size() {
        return streams.size();
    }

    @Override
    public EngineStats stats(long nowNanos) {
        return engine.stats(nowNanos);
    }

    private void hold(Stream<T> stream, long dueNanos, TokenSink<T> tokens) {
        if (stream == null) {
            return;
        }
        if (stream.seen++ == stream.stallBefore) {
            stream.stalled = true;
            stream.freeNanos = dueNanos + stream.stallNanos;
            stalled.add(stream);
        }
        stream.held++;
        if (stream.group == 0) {
            stream.group = 1 + (tail.coalesceTokens() > 1 ? random.nextInt(tail.coalesceTokens()) : 0);
        }
        boolean complete = stream.held >= stream.group || stream.seen == stream.tokens;
        if (!stream.stalled && complete) {
            release(stream, dueNanos, tokens);
        }
    }

    /** Everything that is held leaves now. */
    private void release(Stream<T> stream, long nowNanos, TokenSink<T> tokens) {
        int count = stream.held;
        stream.held = 0;
        stream.group = 0;
        for (int i = 0; i < count; i++) {
            tokens.token(stream.owner, nowNanos);
        }
        if (stream.seen == stream.tokens) {
            streams.remove(stream.owner);
        }
    }
}
