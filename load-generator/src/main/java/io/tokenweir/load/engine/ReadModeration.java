package io.tokenweir.load.engine;

/**
 * Decides when an event loop rests a moment before it asks for ready connections again, as network cards do with interrupts:
 * where a server writes faster than one read every 25 µs, a loop that sleeps and is woken for each of them spends most of its
 * core on that, and the server's as well. After a rest of {@link #REST_NANOS} several connections are ready at once.
 *
 * <p>A rest makes a stamp late by its own length at most, and {@link WakeClock} counts it as such. Below the rate that a loop
 * can well keep up with there is none. Pure: instants of {@link System#nanoTime} come from the caller.
 */
final class ReadModeration {
    /** What a loop is asked to sleep; the kernel's timers add some 50 µs. */
    static final long REST_NANOS = 20_000;

    /** Reads that are looked at together. */
    static final int READS = 64;

    /** {@link #READS} reads in less than this are a flood: 40 reads a millisecond. */
    static final long FLOOD_NANOS = READS * 25_000L;

    private int reads;
    private long sinceNanos;
    private boolean flood;

    /** A read was stamped. */
    void read(long nanos) {
        if (++reads == READS) {
            flood = nanos - sinceNanos < FLOOD_NANOS;
            sinceNanos = nanos;
            reads = 0;
        }
    }

    /** Whether to rest now, before the next look at the connections. */
    boolean rests(long nowNanos) {
        if (flood && nowNanos - sinceNanos >= FLOOD_NANOS) {
            // The flood is over, however few reads have come since.
            flood = false;
            sinceNanos = nowNanos;
            reads = 0;
        }
        return flood;
    }
}
