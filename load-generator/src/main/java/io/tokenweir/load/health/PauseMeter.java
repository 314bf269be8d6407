package io.tokenweir.load.health;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds pauses of the whole process (collector, safepoint, SIGSTOP, a starved CPU) as jHiccup does: a thread that sleeps a
 * millisecond at a time, and was kept from waking whenever it sleeps longer.
 *
 * <p>Pauses are kept as intervals for a minute, so that every second and every attempt that they overlap can be told.
 * Thread-safe. Owns its thread.
 */
public final class PauseMeter implements AutoCloseable {
    /** A pause longer than this makes a window invalid. */
    public static final long LONG_PAUSE_NANOS = 20_000_000L;

    private static final long STEP_NANOS = 1_000_000L;
    private static final long KEPT_FROM_NANOS = 2_000_000L;
    private static final long KEPT_NANOS = 60_000_000_000L;

    private record Pause(long startNanos, long endNanos) {
        long nanos() {
            return endNanos - startNanos;
        }
    }

    private final Deque<Pause> pauses = new ArrayDeque<>();
    private final Thread thread = new Thread(this::watch, "weir-pause-meter");
    private volatile long lastSeenNanos = System.nanoTime();
    private volatile long lastLongEndNanos = Long.MIN_VALUE;
    private volatile boolean closed;

    public void start() {
        lastSeenNanos = System.nanoTime();
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** Longest pause that overlaps an interval, ns; 0 when there was none worth keeping. */
    public synchronized long longest(long fromNanos, long toNanos) {
        long longest = 0;
        for (Pause pause : pauses) {
            if (pause.endNanos() > fromNanos && pause.startNanos() < toNanos) {
                longest = Math.max(longest, pause.nanos());
            }
        }
        return longest;
    }

    /** Whether a pause above {@link #LONG_PAUSE_NANOS} touched the interval from then to now. */
    public boolean longPauseSince(long fromNanos) {
        long now = System.nanoTime();
        // Right after a pause this thread may be asked before the watching one has woken.
        return lastLongEndNanos > fromNanos || now - lastSeenNanos > LONG_PAUSE_NANOS;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void watch() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(STEP_NANOS);
            long now = System.nanoTime();
            long pause = now - before - STEP_NANOS;
            if (pause >= KEPT_FROM_NANOS) {
                keep(new Pause(before + STEP_NANOS, now));
            }
            lastSeenNanos = now;
        }
    }

    private synchronized void keep(Pause pause) {
        pauses.addLast(pause);
        if (pause.nanos() > LONG_PAUSE_NANOS) {
            lastLongEndNanos = pause.endNanos();
        }
        while (pauses.getFirst().endNanos() < pause.endNanos() - KEPT_NANOS) {
            pauses.removeFirst();
        }
    }
}
