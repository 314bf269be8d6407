package io.tokenweir.tap.watch;

import io.tokenweir.events.Outcome;
import io.tokenweir.events.Series;

/** One call as the application means it, over all its attempts. Guarded by {@link LogicalCalls}. */
final class LogicalCall {
    final long index;
    final String account;
    final String contentHash;
    final String idempotencyKey;
    final Series series;
    final long startNanos;
    int attempts = 1;
    long waitedNanos;

    /** Of the last attempt. */
    long endNanos;

    Outcome outcome;
    long askedWaitNanos = -1;
    long outputTokens;
    /** From the start of the call; -1: no token came. */
    long ttftNanos = -1;

    CallLinks links;

    LogicalCall(long index, CallLinks links, String contentHash, Series series, long startNanos) {
        this.index = index;
        this.account = links.account();
        this.links = links;
        this.contentHash = contentHash;
        this.idempotencyKey = links.idempotencyKey();
        this.series = series;
        this.startNanos = startNanos;
    }
}
