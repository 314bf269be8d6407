package io.tokenweir.load.account;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits for the requests that were let in on leases that have ended. */
final class Drain {
    private static final long LOOK_NANOS = 5_000_000L;

    private Drain() {}

    /** How many are still open when all have ended or the time is over. */
    static int await(List<PartitionLease> leases, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        int open = open(leases);
        while (open > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
            open = open(leases);
        }
        return open;
    }

    private static int open(List<PartitionLease> leases) {
        return leases.stream().mapToInt(PartitionLease::open).sum();
    }
}
