package io.tokenweir.load.health;

import java.util.concurrent.locks.LockSupport;

/**
 * Finds pauses of the whole process (collector, safepoint, SIGSTOP, a starved CPU) as jHiccup does: a thread that sleeps two
 * milliseconds at a time, and was kept from waking whenever it sleeps longer. Sleeping half as long would take 2 % of the CPU
 * time of a meter on one core. A pause is at most 2 ms longer than told: it may have begun while the thread slept anyway.
 *
 * <p>Thread-safe. Owns its thread.
 */
public final class PauseMeter implements AutoCloseable {
    /** A pause longer than this makes a window invalid. */
    public static final long LONG_PAUSE_NANOS = 20_000_000L;

    static final long STEP_NANOS = 2_000_000L;

    private final PauseLog log = new PauseLog(System.nanoTime());
    private final Thread thread = new Thread(this::watch, "weir-pauses");
    private volatile boolean closed;

    public void start() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** Longest pause that overlaps an interval, ns; 0 when there was none of 2 ms. */
    public long longest(long fromNanos, long toNanos) {
        return log.longest(fromNanos, toNanos);
    }

    /** Whether a pause above {@link #LONG_PAUSE_NANOS} touched the interval from then to now. */
    public boolean longPauseSince(long fromNanos) {
        return log.anySince(fromNanos, System.nanoTime());
    }

    /** All pauses of 2 ms and more until now, ns: the difference of two readings is what lay between. Cheap. */
    public long totalNanos(long nowNanos) {
        return log.totalNanos(nowNanos);
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
            log.awake(before + STEP_NANOS, System.nanoTime());
        }
    }
}
