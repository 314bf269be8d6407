package io.tokenweir.load.account;

/**
 * Until when the group's coordinator cannot have given our partitions to another. It takes a commit only from a member of
 * the present generation, and each begins the member's session anew; so after a commit that was sent at some instant, the
 * session cannot end before that instant plus its time-out. A process that was suspended finds its proof run out when it
 * wakes, before it has heard of anything. Thread-safe; instants are monotonic nanoseconds.
 */
final class LeaseProof {
    private final long validNanos;
    private volatile long untilNanos;

    /** @param validNanos less than the session's time-out */
    LeaseProof(long validNanos, long nowNanos) {
        this.validNanos = validNanos;
        this.untilNanos = nowNanos;
    }

    /** The coordinator has answered what was sent at an instant. */
    void confirmed(long sentNanos) {
        untilNanos = sentNanos + validNanos;
    }

    boolean isFresh(long nowNanos) {
        return nowNanos - untilNanos < 0;
    }
}
