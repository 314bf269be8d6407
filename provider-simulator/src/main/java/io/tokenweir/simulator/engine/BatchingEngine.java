package io.tokenweir.simulator.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;

import io.tokenweir.simulator.config.EngineConfig;

/**
 * One server that decodes by continuous batching. It works in steps; a step decodes one token for every running sequence
 * and prefills, in order of arrival, at most {@code chunkTokens - running} prompt tokens beside them (chunked prefill as
 * in Sarathi-Serve). The step lasts {@code a + b * batch + k * context + p * prefill}; its tokens exist at its end. The
 * step in which a prompt is complete yields the first token. A sequence is admitted in order of arrival when a place is
 * free and its prompt and answer fit into the memory that is left; what the prefix cache has of its prompt is not
 * prefilled again.
 *
 * <p>What a user sees follows from that: a time to first token that bends up near saturation, a time per output token
 * that grows with the batch, and gaps with a second hump where prefill shares a step with decoding.
 */
public final class BatchingEngine<T> implements Engine<T> {
    private final EngineConfig config;
    private final RandomGenerator random;
    private final LongToDoubleFunction pace;
    private final double prefillTokenMillis;
    private final EngineBooks<T> books;
    private final ArrayDeque<Sequence<T>> waiting = new ArrayDeque<>();
    private final List<Sequence<T>> running = new ArrayList<>();
    private long stepEndNanos = NEVER;
    private long stepNanos;

    public BatchingEngine(EngineConfig config, RandomGenerator random) {
        this(config, random, now -> 1);
    }

    /** @param pace the factor on all times at an instant */
    BatchingEngine(EngineConfig config, RandomGenerator random, LongToDoubleFunction pace) {
        this.config = config;
        this.random = random;
        this.pace = pace;
        double sigma = config.tail().ttftSigma();
        prefillTokenMillis =
                config.perPrefillTokenMillis() * (sigma == 0 ? 1 : Math.exp(sigma * random.nextGaussian()));
        books = new EngineBooks<>(config);
    }

    @Override
    public void submit(Sequence<T> sequence, long nowNanos) {
        sequence.submittedNanos = sequence.submittedNanos < 0 ? nowNanos : sequence.submittedNanos;
        waiting.add(sequence);
        if (stepEndNanos == NEVER) {
            books.busy.begin(nowNanos);
            startStep(nowNanos);
        }
    }

    @Override
    public void cancel(Sequence<T> sequence) {
        sequence.cancelled = true;
        waiting.remove(sequence);
        // A running one leaves at the end of the step, as it would on a server.
    }

    @Override
    public long nextDueNanos() {
        return stepEndNanos;
    }

    @Override
    public void advance(long nowNanos, TokenSink<T> tokens) {
        while (stepEndNanos <= nowNanos) {
            endStep(tokens);
            // After a pause of the whole process a real server would not hurry: it goes on from now.
            startStep(nowNanos - stepEndNanos > stepNanos ? nowNanos : stepEndNanos);
        }
    }

    @Override
    public int size() {
        return waiting.size() + running.size();
    }

    @Override
    public EngineStats stats(long nowNanos) {
        return books.stats(running.size(), waiting.size(), nowNanos);
    }

    private void endStep(TokenSink<T> tokens) {
        int kept = 0;
        for (int i = 0; i < running.size(); i++) {
            Sequence<T> sequence = running.get(i);
            books.memory.publish(sequence);
            if (!sequence.cancelled && sequence.decoding()) {
                books.produce(sequence, stepEndNanos, tokens);
            }
            if (sequence.cancelled || sequence.finished()) {
                books.memory.release(sequence);
            } else {
                running.set(kept++, sequence);
            }
        }
        running.subList(kept, running.size()).clear();
    }

    private void startStep(long startNanos) {
        admit(startNanos);
        if (running.isEmpty()) {
            books.busy.end(startNanos);
            stepEndNanos = NEVER;
            return;
        }
        long context = 0;
        for (Sequence<T> sequence : running) {
            context += sequence.context();
        }
        int prefill = prefill(Math.max(1, config.chunkTokens() - running.size()));
        double millis = config.stepMillis()
                + config.perSequenceMillis() * running.size()
                + config.perContextTokenMillis() * context
                + prefillTokenMillis * prefill;
        double noise = config.jitter() == 0 ? 0 : Math.max(-0.7, config.jitter() * random.nextGaussian());
        stepNanos = Math.max(1, Math.round(millis * (1 + noise) * pace.applyAsDouble(startNanos) * 1e6));
        stepEndNanos = startNanos + stepNanos;
    }

    private void admit(long nowNanos) {
        Sequence<T> first = waiting.peek();
        while (first != null
                && running.size() < config.maxSequences()
                && books.memory.admit(first, running.isEmpty())) {
            waiting.poll();
            books.started(first, nowNanos);
            running.add(first);
            first = waiting.peek();
        }
    }

    /** Spends the step's budget on prompts in order of arrival; returns the tokens spent. */
    private int prefill(int budget) {
        int left = budget;
        for (Sequence<T> sequence : running) {
            int part = Math.min(left, sequence.promptTokens() - sequence.prefilled);
            sequence.prefilled += part;
            left -= part;
            if (left == 0) {
                break;
            }
        }
        return budget - left;
    }
}
