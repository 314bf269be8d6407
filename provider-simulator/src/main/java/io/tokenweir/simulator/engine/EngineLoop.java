package io.tokenweir.simulator.engine;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Runs the engines of all models on one thread that sleeps until the next token is due, but begins a round no sooner than
 * a quarter of a millisecond after the last: with hundreds of streams a token is always due soon, and a round for each would
 * take a core from what is tested.
 * The log tells how late each stream's tokens were written.
 *
 * <p>Any thread may submit and cancel. {@code output} is called on the engine's thread only; {@link Output#flush} after
 * each round with at least one token.
 */
public final class EngineThread<T> implements AutoCloseable {
    private static final long SHORTEST_ROUND_NANOS = 250_000;

    private final List<? extends Engine<T>> engines;
    private final Output<T> output;
    private final LongSupplier nanoClock;
    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "simulator-engine");
    private long lastRoundNanos = Long.MIN_VALUE / 2;
    private volatile boolean closed;

    /** Where tokens go. */
    public interface Output<T> extends Engine.TokenSink<T> {
        /** The tokens handed over since the last call belong together and may be written at once. */
        void flush();
    }

    public EngineThread(List<? extends Engine<T>> engines, Output<T> output, LongSupplier nanoClock) {
        this.engines = List.copyOf(engines);
        this.output = output;
        this.nanoClock = nanoClock;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Gives a sequence to an engine of this thread. */
    public void submit(Engine<T> engine, Sequence<T> sequence) {
        long now = nanoClock.getAsLong();
        command(() -> engine.submit(sequence, now));
    }

    /** Takes a sequence away. */
    public void cancel(Engine<T> engine, Sequence<T> sequence) {
        command(() -> engine.cancel(sequence));
    }

    /** Calls {@code reader} on the engine's thread, between two rounds: what it sees of engines belongs together. */
    public void read(Runnable reader) {
        command(reader);
    }

    private void command(Runnable command) {
        commands.add(command);
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                command.run();
            }
            long due = nextDueNanos();
            if (due == Engine.NEVER) {
                LockSupport.park(this);
                continue;
            }
            long now = nanoClock.getAsLong();
            long wait = Math.max(due, lastRoundNanos + SHORTEST_ROUND_NANOS) - now;
            if (wait <= 0) {
                lastRoundNanos = now;
                advance(now);
            } else {
                LockSupport.parkNanos(this, wait);
            }
        }
    }

    private long nextDueNanos() {
        long next = Engine.NEVER;
        for (Engine<T> engine : engines) {
            next = Math.min(next, engine.nextDueNanos());
        }
        return next;
    }

    private void advance(long now) {
        for (Engine<T> engine : engines) {
            engine.advance(now, output);
        }
        output.flush();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
