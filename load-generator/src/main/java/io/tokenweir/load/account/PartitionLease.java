package io.tokenweir.load.account;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The keys of one partition, from its assignment to its revocation. A partition that comes again is a new lease. Whoever
 * enters counts before he looks, and whoever ends it looks at the count afterwards: so none can slip in between.
 */
final class PartitionLease implements KeyLease {
    private final LeaseProof proof;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean held = true;

    PartitionLease(LeaseProof proof) {
        this.proof = proof;
    }

    @Override
    public boolean isHeld() {
        return held;
    }

    @Override
    public boolean mayStart(long nowNanos) {
        return held && proof.isFresh(nowNanos);
    }

    @Override
    public boolean enter(long nowNanos) {
        open.incrementAndGet();
        boolean in = mayStart(nowNanos);
        if (!in) {
            open.decrementAndGet();
        }
        return in;
    }

    @Override
    public void leave() {
        open.decrementAndGet();
    }

    /** Nothing starts from now on. */
    void end() {
        held = false;
    }

    /** Requests that were let in and have not ended. */
    int open() {
        return open.get();
    }
}
