package io.tokenweir.tap.watch;

/** Cumulative counts of one event loop, by partition, and how late its probes ran. Owned by the loop; handed over as a copy. */
final class LoopCounts {
    final long[] started;
    final int[] inFlight;
    long lagMaxNanos;
    long lagP99Nanos;

    LoopCounts(int partitions) {
        started = new long[partitions];
        inFlight = new int[partitions];
    }

    LoopCounts copy() {
        LoopCounts copy = new LoopCounts(started.length);
        copy.add(this);
        return copy;
    }

    void add(LoopCounts other) {
        for (int i = 0; i < started.length; i++) {
            started[i] += other.started[i];
            inFlight[i] += other.inFlight[i];
        }
        lagMaxNanos = Math.max(lagMaxNanos, other.lagMaxNanos);
        lagP99Nanos = Math.max(lagP99Nanos, other.lagP99Nanos);
    }

    int inFlightTotal() {
        int total = 0;
        for (int open : inFlight) {
            total += open;
        }
        return total;
    }
}
