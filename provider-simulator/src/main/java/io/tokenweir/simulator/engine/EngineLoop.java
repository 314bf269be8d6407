package io.tokenweir.simulator.engine;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs the engines of all models in rounds on an executor of one thread: the next round is when the next token is due, but no
 * sooner than a quarter of a millisecond after the last: with hundreds of streams a token is always due soon, and a round for
 * each would take a core from what is tested. The log tells how late each stream's tokens were written.
 *
 * <p>On the event loop that also writes the tokens, a round needs no hand-over: a thread of its own took a sixth of what
 * the loop took, for waking and being woken.
 *
 * <p>Any thread may submit, cancel and read. {@code output} is called by the executor only; {@link Output#flush} after each
 * round.
 */
public final class EngineLoop<T> {
    private static final long SHORTEST_ROUND_NANOS = 250_000;

    private final List<? extends Engine<T>> engines;
    private final Output<T> output;
    private final ScheduledExecutorService loop;
    private final LongSupplier nanoClock;
    private long lastRoundNanos = Long.MIN_VALUE / 2;
    private long plannedNanos = Engine.NEVER;

    /** Where tokens go. */
    public interface Output<T> extends Engine.TokenSink<T> {
        /** The tokens handed over since the last call belong together and may be written at once. */
        void flush();
    }

    /** @param loop executes one after the other; once it is shut down nothing happens any more */
    public EngineLoop(
            List<? extends Engine<T>> engines,
            Output<T> output,
            ScheduledExecutorService loop,
            LongSupplier nanoClock) {
        this.engines = List.copyOf(engines);
        this.output = output;
        this.loop = loop;
        this.nanoClock = nanoClock;
    }

    /** Gives a sequence to one of the engines. */
    public void submit(Engine<T> engine, Sequence<T> sequence) {
        long now = nanoClock.getAsLong();
        read(() -> {
            engine.submit(sequence, now);
            plan();
        });
    }

    /** Takes a sequence away. */
    public void cancel(Engine<T> engine, Sequence<T> sequence) {
        read(() -> {
            engine.cancel(sequence);
            plan();
        });
    }

    /** Calls {@code reader} between two rounds: what it sees of engines belongs together. */
    public void read(Runnable reader) {
        try {
            loop.execute(reader);
        } catch (RejectedExecutionException e) {
            // The provider is being closed, and nobody waits for tokens any more.
        }
    }

    private void plan() {
        long due = nextDueNanos();
        if (due == Engine.NEVER) {
            return;
        }
        long at = Math.max(due, lastRoundNanos + SHORTEST_ROUND_NANOS);
        if (at < plannedNanos) {
            plannedNanos = at;
            loop.schedule(() -> round(at), at - nanoClock.getAsLong(), TimeUnit.NANOSECONDS);
        }
    }

    private long nextDueNanos() {
        long next = Engine.NEVER;
        for (Engine<T> engine : engines) {
            next = Math.min(next, engine.nextDueNanos());
        }
        return next;
    }

    /** @param plannedFor tells a round that an earlier one has come before: it is not planned any more */
    private void round(long plannedFor) {
        if (plannedFor != plannedNanos) {
            return;
        }
        plannedNanos = Engine.NEVER;
        lastRoundNanos = nanoClock.getAsLong();
        try {
            for (Engine<T> engine : engines) {
                engine.advance(lastRoundNanos, output);
            }
            output.flush();
        } finally {
            plan();
        }
    }
}
