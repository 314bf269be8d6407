package io.tokenweir.simulator.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

import io.tokenweir.simulator.config.EngineConfig;

/**
 * One server that decodes by continuous batching. It works in steps; a step decodes one token for every running sequence
 * and prefills, in order of arrival, at most {@code chunkTokens - running} prompt tokens beside them (chunked prefill as
 * in Sarathi-Serve). The step lasts {@code a + b * batch + k * context + p * prefill}; its tokens exist at its end. The
 * step in which a prompt is complete yields the first token. A sequence is admitted in order of arrival when a place is
 * free and its prompt and answer fit into the memory that is left.
 *
 * <p>What a user sees follows from that: a time to first token that bends up near saturation, a time per output token
 * that grows with the batch, and gaps with a second hump where prefill shares a step with decoding.
 */
public final class BatchingEngine<T> implements Engine<T> {
    private final EngineConfig config;
    private final RandomGenerator random;
    private final ArrayDeque<Sequence<T>> waiting = new ArrayDeque<>();
    private final List<Sequence<T>> running = new ArrayList<>();
    private long kvTokens;
    private long stepEndNanos = NEVER;
    private long stepNanos;

    public BatchingEngine(EngineConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    @Override
    public void submit(Sequence<T> sequence, long nowNanos) {
        waiting.add(sequence);
        if (stepEndNanos == NEVER) {
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

    private void endStep(TokenSink<T> tokens) {
        for (Iterator<Sequence<T>> all = running.iterator(); all.hasNext(); ) {
            Sequence<T> sequence = all.next();
            if (!sequence.cancelled && sequence.prefilled == sequence.promptTokens()) {
                sequence.produced++;
                tokens.token(sequence.owner(), stepEndNanos);
            }
            if (sequence.cancelled || sequence.finished()) {
                kvTokens -= sequence.footprint();
                all.remove();
            }
        }
    }

    private void startStep(long startNanos) {
        admit();
        if (running.isEmpty()) {
            stepEndNanos = NEVER;
            return;
        }
        int decoding = 0;
        long context = 0;
        for (Sequence<T> sequence : running) {
            context += sequence.context();
            decoding += sequence.prefilled == sequence.promptTokens() ? 1 : 0;
        }
        int prefill = prefill(Math.max(1, config.chunkTokens() - decoding));
        double millis = config.stepMillis()
                + config.perSequenceMillis() * running.size()
                + config.perContextTokenMillis() * context
                + config.perPrefillTokenMillis() * prefill;
        double noise = config.jitter() == 0 ? 0 : Math.max(-0.7, config.jitter() * random.nextGaussian());
        stepNanos = Math.max(1, Math.round(millis * (1 + noise) * 1e6));
        stepEndNanos = startNanos + stepNanos;
    }

    private void admit() {
        Sequence<T> first = waiting.peek();
        while (first != null
                && running.size() < config.maxSequences()
                && (running.isEmpty() || kvTokens + first.footprint() <= config.kvTokens())) {
            waiting.poll();
            kvTokens += first.footprint();
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
