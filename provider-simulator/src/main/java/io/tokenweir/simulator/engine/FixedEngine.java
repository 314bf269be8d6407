package io.tokenweir.simulator.engine;

import java.util.ArrayDeque;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;

import io.tokenweir.simulator.config.EngineConfig;
import io.tokenweir.simulator.config.ScheduleConfig;

/**
 * A plain schedule: a time to the first token, then one token per gap. Both are stretched by a factor that grows
 * linearly from 1 with one running sequence to {@code timeFactorUnderLoad} with all places taken, and by Gaussian jitter
 * that is cut at 70 % of the mean. Parameters as llm-d-inference-sim defines them; the transfer of a prompt that was
 * prefilled elsewhere is the network's and is not stretched by load.
 */
public final class FixedEngine<T> implements Engine<T> {
    private static final double JITTER_BOUND = 0.7;

    private final EngineConfig config;
    private final ScheduleConfig schedule;
    private final RandomGenerator random;
    private final LongToDoubleFunction pace;
    private final EngineBooks<T> books;
    private final DueHeap<Sequence<T>> running = new DueHeap<>();
    private final ArrayDeque<Sequence<T>> waiting = new ArrayDeque<>();

    public FixedEngine(EngineConfig config, RandomGenerator random) {
        this(config, random, now -> 1);
    }

    /** @param pace the factor on all times at an instant */
    FixedEngine(EngineConfig config, RandomGenerator random, LongToDoubleFunction pace) {
        this.config = config;
        this.schedule = config.schedule();
        this.random = random;
        this.pace = pace;
        books = new EngineBooks<>(config);
    }

    @Override
    public void submit(Sequence<T> sequence, long nowNanos) {
        sequence.submittedNanos = nowNanos;
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
        return running.firstDueNanos();
    }

    @Override
    public void advance(long nowNanos, TokenSink<T> tokens) {
        while (!running.isEmpty() && running.firstDueNanos() <= nowNanos) {
            long due = running.firstDueNanos();
            Sequence<T> next = running.first();
            if (!next.cancelled) {
                books.produce(next, due, tokens);
            }
            if (next.cancelled || next.finished()) {
                running.removeFirst();
                books.memory.release(next);
                startWaiting(due);
            } else {
                double pressure = pressure(running.size() - 1);
                running.postponeFirst(
                        due + stretched(config.interTokenMillis(), schedule.interTokenStdDevMillis(), pressure, due));
            }
        }
    }

    @Override
    public int size() {
        return running.size() + waiting.size();
    }

    @Override
    public EngineStats stats(long nowNanos) {
        return books.stats(running.size(), waiting.size(), nowNanos);
    }

    private void startWaiting(long nowNanos) {
        Sequence<T> first = waiting.poll();
        if (first != null) {
            start(first, nowNanos);
        } else if (running.isEmpty()) {
            books.busy.end(nowNanos);
        }
    }

    private void start(Sequence<T> sequence, long nowNanos) {
        if (running.isEmpty()) {
            books.busy.begin(nowNanos);
        }
        books.memory.admit(sequence, true);
        sequence.prefilled = sequence.promptTokens();
        books.memory.publish(sequence);
        books.started(sequence, nowNanos);
        running.add(sequence, nowNanos + timeToFirstToken(sequence, nowNanos));
    }

    private long timeToFirstToken(Sequence<T> sequence, long nowNanos) {
        if (schedule.remotePrefill()) {
            boolean constant = schedule.transferMillis() > 0 || schedule.transferStdDevMillis() > 0;
            return stretched(
                    constant ? schedule.transferMillis() : schedule.transferPerTokenMillis() * sequence.promptTokens(),
                    constant ? schedule.transferStdDevMillis() : schedule.transferPerTokenStdDevMillis(),
                    1,
                    nowNanos);
        }
        boolean constant = config.ttftMillis() > 0 || schedule.ttftStdDevMillis() > 0;
        double mean = constant
                ? config.ttftMillis()
                : schedule.prefillOverheadMillis()
                        + schedule.prefillPerTokenMillis() * (sequence.promptTokens() - sequence.cachedTokens);
        double sigma = config.tail().ttftSigma();
        double tail = sigma == 0 ? 1 : Math.exp(sigma * random.nextGaussian());
        return stretched(
                mean * tail,
                (constant ? schedule.ttftStdDevMillis() : schedule.prefillStdDevMillis()) * tail,
                pressure(running.size()),
                nowNanos);
    }

    /** The factor of load with so many others running: 1 for a sequence alone. */
    private double pressure(int others) {
        double load = config.maxSequences() <= 1 ? 0 : Math.min(1, others / (config.maxSequences() - 1.0));
        return 1 + (config.timeFactorUnderLoad() - 1) * load;
    }

    private long stretched(double millis, double stdDevMillis, double factor, long nowNanos) {
        double share = stdDevMillis > 0 && millis > 0 ? stdDevMillis / millis : config.jitter();
        double noise = share == 0 ? 0 : share * random.nextGaussian();
        double bounded = Math.max(-JITTER_BOUND, Math.min(JITTER_BOUND, noise));
        return Math.round(millis * factor * (1 + bounded) * pace.applyAsDouble(nowNanos) * 1e6);
    }
}
