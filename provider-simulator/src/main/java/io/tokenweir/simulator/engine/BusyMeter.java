package io.tokenweir.simulator.engine;

/**
 * How busy a server was in the last second, in slices of 100 ms, as a monitor of accelerators says it: the share of the
 * time in which anything ran at all. Not thread-safe.
 */
final class BusyMeter {
    private static final long SLICE_NANOS = 100_000_000;
    private static final int SLICES = 10;

    private final long[] slices = new long[SLICES + 1];
    /** Number of the newest slice that holds something. */
    private long newest = Long.MIN_VALUE;

    private long busySince = Engine.NEVER;
    private long totalNanos;

    void begin(long nowNanos) {
        busySince = nowNanos;
    }

    void end(long nowNanos) {
        account(nowNanos);
        busySince = Engine.NEVER;
    }

    /** Share of the last whole second of slices, 0 to 1. */
    double share(long nowNanos) {
        account(nowNanos);
        long current = Math.floorDiv(nowNanos, SLICE_NANOS);
        long busy = 0;
        for (long slice = current - SLICES; slice < current; slice++) {
            busy += slice > newest - slices.length && slice <= newest ? slices[place(slice)] : 0;
        }
        return Math.min(1, (double) busy / (SLICES * SLICE_NANOS));
    }

    /** All busy time so far. */
    long totalNanos(long nowNanos) {
        account(nowNanos);
        return totalNanos;
    }

    private void account(long nowNanos) {
        if (busySince == Engine.NEVER || nowNanos <= busySince) {
            return;
        }
        totalNanos += nowNanos - busySince;
        // What is older than the ring is of no interest.
        long from = Math.max(busySince, nowNanos - SLICES * SLICE_NANOS - SLICE_NANOS);
        while (from < nowNanos) {
            long slice = Math.floorDiv(from, SLICE_NANOS);
            long to = Math.min(nowNanos, (slice + 1) * SLICE_NANOS);
            clearUpTo(slice);
            slices[place(slice)] += to - from;
            from = to;
        }
        busySince = nowNanos;
    }

    private void clearUpTo(long slice) {
        if (slice <= newest) {
            return;
        }
        for (long i = Math.max(newest + 1, slice - slices.length + 1); i <= slice; i++) {
            slices[place(i)] = 0;
        }
        newest = slice;
    }

    private int place(long slice) {
        return (int) Math.floorMod(slice, (long) slices.length);
    }
}
